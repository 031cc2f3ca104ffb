package functions

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// lengthFunction counts elements or, as Terraform's function of that name does and
// that of cty does not, the characters of a text.
var lengthFunction = function.New(&function.Spec{
	Params: []function.Parameter{{
		Name: "collection", Type: cty.DynamicPseudoType,
		AllowUnknown: true, AllowDynamicType: true, AllowMarked: true,
	}},
	Type: func([]cty.Value) (cty.Type, error) { return cty.Number, nil },
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		value, marks := args[0].Unmark()
		switch t := value.Type(); {
		case t == cty.DynamicPseudoType && !value.IsKnown():
			return cty.UnknownVal(cty.Number).WithMarks(marks), nil
		case t == cty.String && !value.IsNull():
			length, err := stdlib.Strlen(value)
			return length.WithMarks(marks), err
		case t.IsObjectType() && !value.IsNull():
			return cty.NumberIntVal(int64(len(t.AttributeTypes()))).WithMarks(marks), nil
		}
		length, err := stdlib.Length(value)
		if err != nil {
			return cty.NilVal, function.NewArgErrorf(0, "a text, list, set or map is required")
		}
		return length.WithMarks(marks), nil
	},
})
