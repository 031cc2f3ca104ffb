package config

import (
	"slices"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// Sensitive returns all texts that must not be shown in any output: those of
// sensitive variables, and those that the connectors' Decode found.
func (c *Config) Sensitive() []string {
	var texts []string
	for _, name := range c.scope.variableNames {
		if value := c.scope.variables[name]; value.ContainsMarked() {
			value, _ = value.UnmarkDeep()
			texts = append(texts, textsIn(value)...)
		}
	}
	for _, connector := range c.Connectors {
		texts = append(texts, connector.Sensitive()...)
	}
	slices.Sort(texts)
	return slices.Compact(texts)
}

// textsIn returns all texts and numbers in a value.
func textsIn(value cty.Value) []string {
	if value.IsNull() || !value.IsKnown() {
		return nil
	}
	var texts []string
	switch t := value.Type(); {
	case t == cty.String && value.AsString() != "":
		texts = append(texts, value.AsString())
	case t == cty.Number:
		if text, diag := jsonNumber(value, hcl.Range{}); diag == nil {
			texts = append(texts, text.String())
		}
	case t.IsCollectionType() || t.IsTupleType() || t.IsObjectType():
		for it := value.ElementIterator(); it.Next(); {
			_, element := it.Element()
			texts = append(texts, textsIn(element)...)
		}
	}
	return texts
}

// secrets are texts to be masked. A connector may be decoded more than once, and
// at the same time.
type secrets struct {
	mutex sync.Mutex
	texts []string
}

func (s *secrets) replace(texts []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.texts = texts
}

func (s *secrets) all() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Clone(s.texts)
}
