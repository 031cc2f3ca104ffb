package config

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
)

// resolved is the block that a reference leads to.
type resolved struct {
	address Address
	entry   *entry
	rest    []pathStep // what follows the address
}

// resolve finds the block that a path leads to, without deciding whether it
// stands for one instance or all. It returns nil, with a diagnostic, when there
// is none, and nil without one when it is not known because of another mistake.
func (s *scope) resolve(p *path, kinds []Kind) (*resolved, hcl.Diagnostics) {
	address, rest, diag := s.address(p, kinds)
	if diag != nil {
		return nil, hcl.Diagnostics{diag}
	}
	if found := s.index.entries[address]; found != nil {
		return &resolved{address: address, entry: found, rest: rest}, nil
	}
	if s.index.hidden[address] || s.sources.mayDeclare(address.Name) {
		return nil, nil
	}
	return nil, hcl.Diagnostics{s.unknownAddress(p, address)}
}

// address splits a path into the address of a block and what follows.
func (s *scope) address(p *path, kinds []Kind) (Address, []pathStep, *hcl.Diagnostic) {
	kind := Kind(p.root)
	allowed := false
	for _, k := range kinds {
		allowed = allowed || k == kind
	}
	if !allowed {
		return Address{}, nil, s.wrongRoot(p, kinds)
	}
	names := 1
	if kind == KindConnector {
		names = 2
	}
	for i := range names {
		if i >= len(p.steps) || p.steps[i].key {
			return Address{}, nil, fault(CodeReference, p.place, "Incomplete reference", "Say which %s is meant, as in %s.", kind, s.exampleOf(kind))
		}
	}
	if kind == KindConnector {
		return Address{Kind: kind, Type: p.steps[0].name, Name: p.steps[1].name}, p.steps[2:], nil
	}
	return Address{Kind: kind, Name: p.steps[0].name}, p.steps[1:], nil
}

// exampleOf is a reference to a declared block of the kind, or its form.
func (s *scope) exampleOf(kind Kind) string {
	if names := s.index.namesOf(kind); len(names) > 0 {
		return string(kind) + "." + names[0]
	}
	return formOf(kind)
}

// formOf is how a reference to the kind looks.
func formOf(kind Kind) string {
	if kind == KindConnector {
		return "connector.TYPE.NAME"
	}
	return string(kind) + ".NAME"
}

// wrongRoot reports a reference to a kind of block that cannot stand there.
func (s *scope) wrongRoot(p *path, kinds []Kind) *hcl.Diagnostic {
	wanted := make([]string, len(kinds))
	for i, k := range kinds {
		wanted[i] = string(k)
	}
	forms := make([]string, len(kinds))
	for i, k := range kinds {
		forms[i] = formOf(k)
	}
	hint := ""
	switch meant := s.suggest.nearest(p.root, wanted); {
	case isKind(p.root):
		hint = fmt.Sprintf(" A %s cannot be used here.", p.root)
	case p.root == "var" || p.root == "local" || p.root == "each":
		hint = " A reference is written out, not computed; only its key may be: " + forms[0] + "[each.key]."
	case meant != "":
		hint = fmt.Sprintf(" Did you mean %s?", strings.Join(append([]string{meant}, stepNames(p.steps)...), "."))
	default:
		for _, k := range kinds {
			if name := s.suggest.nearest(p.root, s.index.namesOf(k)); name != "" {
				hint = fmt.Sprintf(" Did you mean %s.%s?", k, name)
				break
			}
		}
	}
	return fault(CodeReference, p.place, "Invalid reference", "Only %s can be referred to here.%s", oneOf(forms), hint)
}

func stepNames(steps []pathStep) []string {
	names := make([]string, len(steps))
	for i, s := range steps {
		names[i] = s.name
	}
	return names
}

// unknownAddress reports a reference to a block that nobody declares.
func (s *scope) unknownAddress(p *path, address Address) *hcl.Diagnostic {
	name := address.Name
	if address.Kind == KindConnector {
		name = address.Type + "." + name
	}
	names := s.index.namesOf(address.Kind)
	hint := ""
	switch meant := s.suggest.nearest(name, names); {
	case meant != "":
		hint = fmt.Sprintf(" Did you mean %s.%s?", address.Kind, meant)
	case len(s.index.elsewhere(name, address.Kind)) > 0:
		kind := s.index.elsewhere(name, address.Kind)[0]
		hint = fmt.Sprintf(" There is a %s of that name: %s.%s.", kind, kind, name)
	case len(names) == 0:
		hint = fmt.Sprintf(" No %s is declared at all.", address.Kind)
	default:
		hint = fmt.Sprintf(" Declared are %s.", allOf(quoted(names)))
	}
	return fault(CodeReference, p.place, "Unknown "+string(address.Kind), "No %s is called %s.%s", address.Kind, quote(name), hint)
}

// one returns the single instance that a resolved path stands for.
func (s *scope) one(p *path, r *resolved) (Address, []pathStep, hcl.Diagnostics) {
	keyed := len(r.rest) > 0 && r.rest[0].key
	switch {
	case r.entry.unclear:
		return Address{}, nil, nil
	case r.entry.forEach && !keyed:
		return Address{}, nil, hcl.Diagnostics{fault(CodeInstance, p.place, "Reference to several instances",
			"%s is declared with for_each, so it has to be said which instance is meant. %s", r.address, s.keysOf(r))}
	case !r.entry.forEach && keyed:
		return Address{}, nil, hcl.Diagnostics{fault(CodeInstance, r.rest[0].place, "Reference to an instance of a single block",
			"%s is declared without for_each at %s, so it has no instances. Leave the key out.", r.address, at(r.entry.place))}
	case !keyed:
		return r.address, r.rest, nil
	}
	key := r.rest[0]
	if !r.entry.has(key.name) {
		return Address{}, nil, hcl.Diagnostics{fault(CodeInstance, key.place, "Unknown instance",
			"%s has no instance with the key %s.%s %s", r.address, quote(key.name), s.suggest.didYouMean(key.name, r.entry.keys), s.keysOf(r))}
	}
	address := r.address
	address.Key = StringKey(key.name)
	return address, r.rest[1:], nil
}

func (s *scope) keysOf(r *resolved) string {
	switch keys := r.entry.keys; len(keys) {
	case 0:
		return "Its for_each is empty, so it has none."
	default:
		return fmt.Sprintf("Its keys are %s. Write for example %s[%s], or [each.key] in a block with the same for_each.", allOf(quoted(keys)), r.address, quote(keys[0]))
	}
}
