package schema

// Block describes one type of block.
type Block struct {
	Name        string       `json:"name"`
	Labels      []string     `json:"labels,omitempty"` // what each label names
	Description string       `json:"description"`
	Single      bool         `json:"single,omitempty"`   // may stand only once where it may stand at all
	ForEach     bool         `json:"for_each,omitempty"` // may be repeated over a map or set
	Attributes  []*Attribute `json:"attributes,omitempty"`
	Choices     []Choice     `json:"choices,omitempty"`
	Blocks      []*Block     `json:"blocks,omitempty"`
	// Any describes attributes of any name, as in `locals`.
	Any *Attribute `json:"any,omitempty"`
	// Foreign says that a connector's own schema describes the rest.
	Foreign bool   `json:"foreign,omitempty"`
	Example string `json:"example,omitempty"`
	Since   string `json:"since,omitempty"` // version of roictl; on top-level blocks
}

// Attribute describes one argument of a block or one key of an object.
type Attribute struct {
	Name        string       `json:"name"`
	Type        Type         `json:"type"`
	Required    bool         `json:"required,omitempty"`
	Description string       `json:"description"`
	Values      []string     `json:"values,omitempty"` // the values a string may have
	Refers      []string     `json:"refers,omitempty"` // kinds of blocks a reference may lead to
	Fields      []*Attribute `json:"fields,omitempty"` // keys of an object
	Bounds      Bounds       `json:"bounds,omitempty"`
	Needs       []string     `json:"needs,omitempty"`     // attributes without which this one means nothing
	Conflicts   []string     `json:"conflicts,omitempty"` // attributes that exclude this one
	Default     string       `json:"default,omitempty"`   // what leaving it out means
	Example     string       `json:"example,omitempty"`
	// Also are words that people try instead of the name. They are not accepted,
	// but the message says the right one.
	Also  []string `json:"-"`
	Since string   `json:"since,omitempty"` // where later than the block
}

// Choice is a group of attributes of which only one may be set.
type Choice struct {
	Names    []string `json:"names"`
	Required bool     `json:"required,omitempty"` // exactly one must be set
}

// Type says what an attribute's value is.
type Type string

// The types. All but those marked otherwise are static: they may use var, local
// and each, but no metrics.
const (
	String     Type = "string"
	Number     Type = "number"
	Bool       Type = "bool"
	Date       Type = "date"         // "2026-05-31"
	Days       Type = "days"         // "28d": whole days
	Amount     Type = "amount"       // 20, "20%", "28d" or "20 EUR"
	AmountPair Type = "amount range" // [0.8, 1.2]
	Span       Type = "span"         // 1000 or [1000, 3000]
	Share      Type = "share"        // 0.4 or "40%"
	Currency   Type = "currency"     // "EUR"
	TimeZone   Type = "time zone"    // "Europe/Berlin"
	Weekday    Type = "weekday"
	Weekdays   Type = "list(weekday)"
	Month      Type = "month"
	Version    Type = "version constraint" // ">= 0.1, < 2.0"
	StringList Type = "list(string)"
	StringMap  Type = "map(string)"
	Matches    Type = "conditions" // { campaign = "Spring*", age = ["18-24", "25-34"] }
	Baseline   Type = "baseline"   // "previous_period", "2025-Q4" or a number
	Secret     Type = "sensitive string"
	Object     Type = "object" // with Fields
	Any        Type = "any"
	Keys       Type = "map or set of strings" // of for_each
	Condition  Type = "condition"             // of a validation: true or false
	TypeExpr   Type = "type"                  // string, number, list(string), object({...})
	Reference  Type = "reference"             // connector.facebook.eu; not static
	References Type = "references"            // one reference or a list; not static
	Formula    Type = "formula"               // metric.spend / metric.orders; not static
)

// Bounds says which numbers an attribute takes.
type Bounds string

// The bounds.
const (
	Positive    Bounds = "positive"
	NotNegative Bounds = "not negative"
)

// Attribute returns the attribute of that name, or nil.
func (b *Block) Attribute(name string) *Attribute {
	for _, a := range b.Attributes {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// Block returns the nested block type of that name, or nil.
func (b *Block) Block(name string) *Block {
	for _, nested := range b.Blocks {
		if nested.Name == name {
			return nested
		}
	}
	return nil
}

// Field returns the key of that name in an object, or nil.
func (a *Attribute) Field(name string) *Attribute {
	for _, field := range a.Fields {
		if field.Name == name {
			return field
		}
	}
	return nil
}
