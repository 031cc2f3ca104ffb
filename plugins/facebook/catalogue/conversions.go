package catalogue

import "github.com/roictl/roictl/connector"

// conversion is a measure whose action type a block may choose.
type conversion struct {
	measure Measure
	of      string // the name in the block's actions
}

// defaultActions are the action types that conversions are counted by where a
// block says nothing. Each is the widest roll-up that Meta has of its kind: lead
// holds those of websites and of instant forms, the omni types those of websites,
// apps and shops.
var defaultActions = []struct{ name, action string }{
	{"leads", "lead"},
	{"purchases", "omni_purchase"},
	{"add_to_cart", "omni_add_to_cart"},
	{"checkouts", "omni_initiated_checkout"},
	{"sign_ups", "omni_complete_registration"},
}

// Conversions are the names under which a block may choose an action type.
func Conversions() []string {
	var names []string
	for _, d := range defaultActions {
		names = append(names, d.name)
	}
	return names
}

// DefaultAction is the action type of a conversion where a block says nothing.
func DefaultAction(name string) string {
	for _, d := range defaultActions {
		if d.name == name {
			return d.action
		}
	}
	return ""
}

// chosen makes a conversion's measure, which is called as the conversion is.
func chosen(name, of string, m Measure) conversion {
	m.Name, m.Standard = name, name
	m.Description += " The block's actions say which action type it is: " + DefaultAction(of) + " by default."
	return conversion{measure: m, of: of}
}

// conversions are the measures of which blocks choose the action type.
var conversions = []conversion{
	chosen("leads", "leads", actions("lead", "Leads", "Contact details that people left, on websites and in instant forms.").macro(evaluation)),
	chosen("purchases", "purchases", actions("omni_purchase", "Purchases", "Purchases on websites, in apps and in shops.").macro(purchase)),
	chosen("revenue", "purchases", worth("omni_purchase", "Purchase value", "Value of the purchases, as the website or app reported it.").macro(purchase)),
	chosen("add_to_cart", "add_to_cart", actions("omni_add_to_cart", "Adds to cart", "Times something was put into the cart.").macro(purchase)),
	chosen("checkouts", "checkouts", actions("omni_initiated_checkout", "Checkouts begun", "Checkouts that were begun.").macro(purchase)),
	chosen("sign_ups", "sign_ups", actions("omni_complete_registration", "Registrations", "Registrations that were completed.").macro(evaluation)),
}

// conversionNamed finds a conversion's measure with the action type of a block.
func conversionNamed(name string, chosen map[string]string) (Measure, bool) {
	for _, c := range conversions {
		if c.measure.Name != name {
			continue
		}
		m := c.measure
		if action := chosen[c.of]; action != "" {
			m.Action = action
		}
		return m, true
	}
	return Measure{}, false
}

// openFields are the fields that list actions of whatever types an account has.
var openFields = map[string]Measure{
	fieldActions:            listing(fieldActions, connector.UnitCount, connector.AggregateSum),
	fieldValues:             listing(fieldValues, connector.UnitMoney, connector.AggregateSum),
	fieldUnique:             listing(fieldUnique, connector.UnitCount, connector.AggregateNone),
	"conversions":           listing("conversions", connector.UnitCount, connector.AggregateSum),
	"conversion_values":     listing("conversion_values", connector.UnitMoney, connector.AggregateSum),
	"catalog_segment_value": listing("catalog_segment_value", connector.UnitMoney, connector.AggregateSum),
}

// listing is a measure of a field that lists actions, of a type to be named.
func listing(field string, unit connector.Unit, aggregation connector.Aggregation) Measure {
	return Measure{Field: field, Measure: connector.Measure{Unit: unit, Aggregation: aggregation, Maturity: Restated}}
}
