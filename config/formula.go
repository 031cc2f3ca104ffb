package config

import (
	"math/big"

	"github.com/hashicorp/hcl/v2"
)

// Formula is an arithmetic expression over metrics and campaigns in which
// everything static is already a number. It is evaluated by walking it with
// exact fractions, on the sums of a period and segment.
type Formula struct {
	Root   Node
	Source string    // as written, for `explain`
	Range  hcl.Range // of the whole expression
}

// Node is a part of a formula. It is one of *Number, *Reference, *Negation,
// *Operation and *Call.
type Node interface {
	// Place is where the node stands in the source.
	Place() hcl.Range
	node()
}

// Number is a constant.
type Number struct {
	Value    *big.Rat
	Percent  bool   // written "20%": Value is the fraction
	Currency string // given by money(20, "EUR"); "" for a plain number
	Range    hcl.Range
}

// Reference stands for a metric, or for an attribute of a campaign.
type Reference struct {
	Address   Address
	Attribute string // of a campaign: roi, roas, cost, return, net, media_cost; "" for a metric
	Range     hcl.Range
}

// Negation is -X.
type Negation struct {
	X     Node
	Range hcl.Range
}

// Operation is X op Y, where Operator is one of + - * /.
type Operation struct {
	Operator byte
	X, Y     Node
	Range    hcl.Range
}

// Call is min, max, abs or sum of its arguments. A sum over all instances of a
// for_each block has been expanded to one argument an instance.
type Call struct {
	Function string
	Args     []Node
	Range    hcl.Range
}

func (n *Number) Place() hcl.Range    { return n.Range }
func (n *Reference) Place() hcl.Range { return n.Range }
func (n *Negation) Place() hcl.Range  { return n.Range }
func (n *Operation) Place() hcl.Range { return n.Range }
func (n *Call) Place() hcl.Range      { return n.Range }

func (*Number) node()    {}
func (*Reference) node() {}
func (*Negation) node()  {}
func (*Operation) node() {}
func (*Call) node()      {}

// Walk visits the node and everything below it, parents first.
func Walk(n Node, visit func(Node)) {
	visit(n)
	switch n := n.(type) {
	case *Negation:
		Walk(n.X, visit)
	case *Operation:
		Walk(n.X, visit)
		Walk(n.Y, visit)
	case *Call:
		for _, arg := range n.Args {
			Walk(arg, visit)
		}
	}
}

// References returns every reference in the formula, in order of appearance.
func (f *Formula) References() []*Reference {
	var refs []*Reference
	Walk(f.Root, func(n Node) {
		if ref, ok := n.(*Reference); ok {
			refs = append(refs, ref)
		}
	})
	return refs
}
