package connector

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// sendable makes every text in a message valid UTF-8, which protobuf demands.
// Otherwise one column name in a foreign encoding would look to the user like a
// broken connection.
func sendable[M proto.Message](message M) M {
	repairTexts(message.ProtoReflect())
	return message
}

func repairTexts(message protoreflect.Message) {
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsMap():
			repairMap(field, value.Map())
		case field.IsList():
			repairList(field, value.List())
		case field.Kind() == protoreflect.MessageKind:
			repairTexts(value.Message())
		default:
			if repaired, broken := repair(field, value); broken {
				message.Set(field, repaired)
			}
		}
		return true
	})
}

func repairList(field protoreflect.FieldDescriptor, list protoreflect.List) {
	for i := range list.Len() {
		if field.Kind() == protoreflect.MessageKind {
			repairTexts(list.Get(i).Message())
		} else if repaired, broken := repair(field, list.Get(i)); broken {
			list.Set(i, repaired)
		}
	}
}

func repairMap(field protoreflect.FieldDescriptor, entries protoreflect.Map) {
	entries.Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
		repairedKey, brokenKey := repair(field.MapKey(), key.Value())
		repairedValue, brokenValue := repair(field.MapValue(), value)
		if brokenKey {
			entries.Clear(key)
		}
		if brokenKey || brokenValue {
			entries.Set(repairedKey.MapKey(), repairedValue)
		}
		return true
	})
}

// repair returns the text of a field as UTF-8 and whether it was none.
func repair(field protoreflect.FieldDescriptor, value protoreflect.Value) (protoreflect.Value, bool) {
	if field.Kind() != protoreflect.StringKind {
		return value, false
	}
	text := value.String()
	valid := strings.ToValidUTF8(text, "\uFFFD")
	return protoreflect.ValueOfString(valid), valid != text
}
