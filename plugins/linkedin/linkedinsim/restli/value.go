package restli

// Value is a parameter's value: [Text], [List] or [Record].
type Value interface{ restli() }

// Text is a decoded string, which may have been meant as a number or an enum.
type Text string

// List is the value of List(a,b) or of a[0]=…&a[1]=….
type List []Value

// Record is the value of (key:value,…) or of a.key=….
type Record map[string]Value

func (Text) restli()   {}
func (List) restli()   {}
func (Record) restli() {}

// At follows keys down a tree of records, and is nil where one is missing.
func At(v Value, keys ...string) Value {
	for _, key := range keys {
		record, ok := v.(Record)
		if !ok {
			return nil
		}
		v = record[key]
	}
	return v
}

// Texts returns the texts of a list, and false where the value is not a list
// of texts alone.
func Texts(v Value) ([]string, bool) {
	list, ok := v.(List)
	if !ok {
		return nil, false
	}
	texts := make([]string, 0, len(list))
	for _, item := range list {
		text, ok := item.(Text)
		if !ok {
			return nil, false
		}
		texts = append(texts, string(text))
	}
	return texts, true
}
