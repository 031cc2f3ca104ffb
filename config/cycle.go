package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// link is a directed edge to a definition that is used.
type link[K comparable] struct {
	to    K
	place hcl.Range // of the reference
}

// step is one edge of a cycle.
type step[K comparable] struct {
	from K
	link[K]
}

// cyclesShown is how many cycles are reported of one knot of definitions.
const cyclesShown = 50

// sortByUse orders definitions so that what is used comes first, and finds the
// definitions that need themselves. Those are not in the sorted result. Every
// one of them is in at least one of the cycles, each of which is a shortest one.
//
// It is Tarjan's algorithm for strongly connected components: they come out in
// the wanted order.
func sortByUse[K comparable](nodes []K, uses func(K) []link[K]) (sorted []K, cycles [][]step[K]) {
	t := &tarjan[K]{uses: uses, number: make(map[K]int, len(nodes)), low: make(map[K]int, len(nodes)), onStack: make(map[K]bool)}
	for _, node := range nodes {
		if t.number[node] == 0 {
			t.visit(node)
		}
	}
	for _, component := range t.components {
		if len(component) == 1 && !usesItself(component[0], uses) {
			sorted = append(sorted, component[0])
			continue
		}
		cycles = append(cycles, cyclesIn(component, uses)...)
	}
	return sorted, cycles
}

type tarjan[K comparable] struct {
	uses        func(K) []link[K]
	number, low map[K]int // number is 0 for what was not visited
	onStack     map[K]bool
	stack       []K
	components  [][]K
}

func (t *tarjan[K]) visit(node K) {
	t.number[node] = len(t.number) + 1
	t.low[node] = t.number[node]
	t.stack = append(t.stack, node)
	t.onStack[node] = true
	for _, l := range t.uses(node) {
		switch {
		case t.number[l.to] == 0:
			t.visit(l.to)
			t.low[node] = min(t.low[node], t.low[l.to])
		case t.onStack[l.to]:
			t.low[node] = min(t.low[node], t.number[l.to])
		}
	}
	if t.low[node] != t.number[node] {
		return
	}
	start := len(t.stack) - 1
	for t.stack[start] != node {
		start--
	}
	component := append([]K(nil), t.stack[start:]...)
	t.stack = t.stack[:start]
	for _, member := range component {
		t.onStack[member] = false
	}
	t.components = append(t.components, component)
}

func usesItself[K comparable](node K, uses func(K) []link[K]) bool {
	for _, l := range uses(node) {
		if l.to == node {
			return true
		}
	}
	return false
}

// cyclesIn returns cycles that together cover a strongly connected component.
func cyclesIn[K comparable](component []K, uses func(K) []link[K]) [][]step[K] {
	member := make(map[K]bool, len(component))
	for _, node := range component {
		member[node] = true
	}
	covered := make(map[K]bool, len(component))
	var cycles [][]step[K]
	for _, node := range component {
		if covered[node] || len(cycles) == cyclesShown {
			continue
		}
		cycle := shortestCycle(node, member, uses)
		for _, s := range cycle {
			covered[s.from] = true
		}
		cycles = append(cycles, cycle)
	}
	return cycles
}

// shortestCycle searches breadth first from a node back to itself.
func shortestCycle[K comparable](start K, member map[K]bool, uses func(K) []link[K]) []step[K] {
	reachedBy := make(map[K]step[K])
	for queue := []K{start}; len(queue) > 0; queue = queue[1:] {
		node := queue[0]
		for _, l := range uses(node) {
			if !member[l.to] {
				continue
			}
			if _, reached := reachedBy[l.to]; reached {
				continue
			}
			reachedBy[l.to] = step[K]{from: node, link: l}
			if l.to == start {
				return backwards(start, reachedBy)
			}
			queue = append(queue, l.to)
		}
	}
	return nil
}

func backwards[K comparable](start K, reachedBy map[K]step[K]) []step[K] {
	cycle := []step[K]{reachedBy[start]}
	for last := cycle[0]; last.from != start; {
		last = reachedBy[last.from]
		cycle = append(cycle, last)
	}
	slices.Reverse(cycle)
	return cycle
}

// stepsShown is how many edges of a cycle a message has room for.
const stepsShown = 30

// cycleDiagnostic reports one cycle with the place of each of its edges.
func cycleDiagnostic[K comparable](cycle []step[K], name func(K) string) *hcl.Diagnostic {
	var detail strings.Builder
	if len(cycle) == 1 {
		return fault(CodeCycle, cycle[0].place, "Circular definition", "%s needs itself, so that it cannot be computed. Remove this reference.", name(cycle[0].from))
	}
	detail.WriteString("These definitions need one another, so that none of them can be computed:\n")
	for i, s := range cycle {
		if i == stepsShown {
			fmt.Fprintf(&detail, "\n    and so on over %d more, back to %s", len(cycle)-i, name(cycle[0].from))
			break
		}
		fmt.Fprintf(&detail, "\n    %s uses %s at %s", name(s.from), name(s.to), at(s.place))
	}
	detail.WriteString("\n\nRemove one of these references.")
	return fault(CodeCycle, cycle[0].place, "Circular definition", "%s", detail.String())
}
