package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
)

// index knows every declared block by its address without key, and the keys of
// those with for_each.
type index struct {
	entries map[Address]*entry
	// hidden are blocks whose declaration was refused: references to them are
	// not mistakes as well.
	hidden map[Address]bool
	names  map[Kind][]string // of each kind, for suggestions; sorted when first asked for
}

// entry is a declared block.
type entry struct {
	place   hcl.Range
	forEach bool
	keys    []string // sorted
	unclear bool     // for_each could not be evaluated: the keys are not known
}

func newIndex() *index {
	return &index{entries: make(map[Address]*entry), hidden: make(map[Address]bool)}
}

// hide remembers a block whose labels are wrong by those that it has.
func (x *index) hide(kind string, labels []string) {
	for _, label := range labels {
		x.hidden[Address{Kind: Kind(kind), Name: label}] = true
	}
}

func (e *entry) has(key string) bool {
	_, found := slices.BinarySearch(e.keys, key)
	return found
}

// namesOf returns the names of all blocks of a kind, sorted. A connector's name
// is TYPE.NAME.
func (x *index) namesOf(kind Kind) []string {
	if x.names == nil {
		x.names = make(map[Kind][]string)
		for address := range x.entries {
			name := address.Name
			if address.Kind == KindConnector {
				name = address.Type + "." + name
			}
			x.names[address.Kind] = append(x.names[address.Kind], name)
		}
		for _, names := range x.names {
			slices.Sort(names)
		}
	}
	return x.names[kind]
}

// elsewhere returns the kinds other than the given one that have a block of this
// name and that a reference may lead to.
func (x *index) elsewhere(name string, not Kind) []Kind {
	var kinds []Kind
	for _, kind := range []Kind{KindMetric, KindCampaign, KindTracking, KindFX, KindGoal} {
		if kind != not && x.entries[Address{Kind: kind, Name: name}] != nil {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
