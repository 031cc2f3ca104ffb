package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// local is one entry of a locals block.
type local struct {
	name      string
	attribute *hcl.Attribute
	broken    bool
	uses      []link[string]
}

// evaluateLocals gives all local values, in whatever order they are written.
func (l *loader) evaluateLocals(blocks []*declaration) {
	byName := make(map[string]*local)
	var order []string
	for _, block := range blocks {
		for _, attribute := range block.any {
			if earlier, ok := byName[attribute.Name]; ok {
				l.report(fault(CodeDuplicate, attribute.NameRange, "Duplicate local value",
					"The local value %s is defined at %s already. Rename one of them.", quote(attribute.Name), at(earlier.attribute.NameRange)))
				continue
			}
			entry := &local{name: attribute.Name, attribute: attribute, broken: block.broken}
			byName[attribute.Name] = entry
			order = append(order, entry.name)
			l.scope.locals[attribute.Name] = cty.DynamicVal
		}
	}
	for _, entry := range byName {
		entry.uses = localUses(entry.attribute.Expr, byName)
	}
	sorted, cycles := sortByUse(order, func(name string) []link[string] { return byName[name].uses })
	for _, cycle := range cycles {
		l.report(cycleDiagnostic(cycle, func(name string) string { return "local." + name }))
	}
	for _, name := range sorted {
		entry := byName[name]
		value, diags := l.scope.static(entry.attribute.Expr, l.scope.onlyUsed(entry.uses))
		if !entry.broken {
			l.report(diags...)
		}
		l.scope.locals[name] = value
	}
	l.scope.refresh()
}

// onlyUsed returns a context that holds no local values but the used ones: an
// object of all of them, built once for each, would make the work quadratic.
func (s *scope) onlyUsed(uses []link[string]) *hcl.EvalContext {
	used := make(map[string]cty.Value, len(uses))
	for _, u := range uses {
		used[u.to] = s.locals[u.to]
	}
	ctx := s.root.NewChild()
	ctx.Variables = map[string]cty.Value{"local": cty.ObjectVal(used)}
	return ctx
}

func localUses(expr hcl.Expression, byName map[string]*local) []link[string] {
	var uses []link[string]
	for _, traversal := range expr.Variables() {
		if traversal.RootName() != "local" || len(traversal) < 2 {
			continue
		}
		if step, ok := traversal[1].(hcl.TraverseAttr); ok && byName[step.Name] != nil {
			uses = append(uses, link[string]{to: step.Name, place: traversal.SourceRange()})
		}
	}
	return uses
}
