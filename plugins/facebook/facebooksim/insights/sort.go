package insights

import (
	"math/big"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// order is what rows are sorted by.
type order struct {
	field      string
	action     string // of a list of actions
	descending bool
}

// readSort reads one text such as spend_descending or
// actions:link_click_ascending. Without a direction it is ascending.
func (q *Query) readSort(request Request, _ Rules) *graph.Error {
	list := List(request.Values, "sort")
	if len(list) == 0 {
		return nil
	}
	if len(list) > 1 {
		return graph.Parameter("param sort must have at most 1 element")
	}
	o := &order{field: list[0]}
	if field, ok := strings.CutSuffix(o.field, "_descending"); ok {
		o.field, o.descending = field, true
	}
	o.field = strings.TrimSuffix(o.field, "_ascending")
	o.field, o.action, _ = strings.Cut(o.field, ":")
	if !knownFields[o.field] || o.action != "" && o.field != "actions" && o.field != "action_values" {
		return graph.Parameter("Sorting by %s is not supported", list[0])
	}
	q.sort = o
	return nil
}

// compare compares two rows. What is missing comes first, as zero would.
func (o *order) compare(a, b *row) int {
	x, y := o.key(a), o.key(b)
	result := strings.Compare(x, y)
	if left, ok := new(big.Rat).SetString(zero(x)); ok {
		if right, ok := new(big.Rat).SetString(zero(y)); ok {
			result = left.Cmp(right)
		}
	}
	if o.descending {
		return -result
	}
	return result
}

func zero(text string) string {
	if text == "" {
		return "0"
	}
	return text
}

// key returns the text that a row is sorted by.
func (o *order) key(r *row) string {
	if o.action == "" {
		return r.text(o.field)
	}
	for _, a := range r.actions(o.field == "action_values") {
		if a.kind == o.action {
			return string(graph.AppendUnits(nil, a.own, 0))
		}
	}
	return ""
}
