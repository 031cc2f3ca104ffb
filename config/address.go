package config

import "strconv"

// Kind is the first word of an address: the type of block.
type Kind string

// The kinds of addressable blocks.
const (
	KindConnector Kind = "connector"
	KindTracking  Kind = "tracking"
	KindMetric    Kind = "metric"
	KindFX        Kind = "fx"
	KindCampaign  Kind = "campaign"
	KindGoal      Kind = "goal"
	KindKPI       Kind = "kpi"     // written goal.NAME.KPI
	KindCost      Kind = "cost"    // written campaign.NAME.cost.COST
	KindReturn    Kind = "return"  // written campaign.NAME.return.RETURN
	KindBenefit   Kind = "benefit" // written campaign.NAME.benefit.BENEFIT
)

// Address identifies one instance of a block. It is comparable and so usable as
// a map key.
//
// A top-level block has Name and perhaps Key. A connector has its Type. A block
// inside another one (a KPI in a goal) has the outer block's Parent and
// ParentKey.
type Address struct {
	Kind      Kind
	Type      string // connector type, such as "facebook"
	Parent    string // outer block's label
	ParentKey Key
	Name      string
	Key       Key
}

// Key is an instance key given by for_each.
type Key struct {
	Set   bool
	Value string
}

// StringKey returns a set key.
func StringKey(s string) Key { return Key{Set: true, Value: s} }

func (k Key) String() string {
	if !k.Set {
		return ""
	}
	return "[" + strconv.Quote(k.Value) + "]"
}

// String writes the address as users do: goal.sales.cpa["fr"].
func (a Address) String() string {
	switch a.Kind {
	case KindConnector:
		return "connector." + a.Type + "." + a.Name + a.Key.String()
	case KindKPI:
		return "goal." + a.Parent + a.ParentKey.String() + "." + a.Name + a.Key.String()
	case KindCost, KindReturn, KindBenefit:
		return "campaign." + a.Parent + a.ParentKey.String() + "." + string(a.Kind) + "." + a.Name + a.Key.String()
	default:
		return string(a.Kind) + "." + a.Name + a.Key.String()
	}
}

// Outer returns the address of the block that encloses this one, and whether
// there is one.
func (a Address) Outer() (Address, bool) {
	switch a.Kind {
	case KindKPI:
		return Address{Kind: KindGoal, Name: a.Parent, Key: a.ParentKey}, true
	case KindCost, KindReturn, KindBenefit:
		return Address{Kind: KindCampaign, Name: a.Parent, Key: a.ParentKey}, true
	default:
		return Address{}, false
	}
}
