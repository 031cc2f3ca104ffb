package restli

import (
	"errors"
	"fmt"
	"strings"
)

// Mask is a projection: the fields that were asked for, each with the mask of
// what is below it, nil for all of it.
type Mask map[string]Mask

// ParseMask reads a projection, `a,b:(c,d)`.
func ParseMask(text string) (Mask, error) {
	p := maskParser{rest: text}
	mask, err := p.fields(0)
	if err != nil {
		return nil, err
	}
	if p.rest != "" {
		return nil, fmt.Errorf("unexpected %q in the projection", p.rest[:1])
	}
	return mask, nil
}

type maskParser struct{ rest string }

func (p *maskParser) fields(depth int) (Mask, error) {
	if depth > maxDepth {
		return nil, errors.New("nested too deep")
	}
	mask := Mask{}
	for {
		end := strings.IndexAny(p.rest, ",:()")
		if end < 0 {
			end = len(p.rest)
		}
		name := strings.TrimSpace(p.rest[:end])
		p.rest = p.rest[end:]
		if name == "" {
			return nil, errors.New("a field of the projection has no name")
		}
		var below Mask
		if rest, nested := strings.CutPrefix(p.rest, ":("); nested {
			p.rest = rest
			var err error
			if below, err = p.fields(depth + 1); err != nil {
				return nil, err
			}
			if rest, nested = strings.CutPrefix(p.rest, ")"); !nested {
				return nil, errors.New("a parenthesis of the projection is not closed")
			}
			p.rest = rest
		}
		mask[name] = below
		rest, more := strings.CutPrefix(p.rest, ",")
		if !more {
			return mask, nil
		}
		p.rest = rest
	}
}

// Apply keeps of a JSON object what the mask names. A nil mask keeps all.
func (m Mask) Apply(value any) any {
	if m == nil {
		return value
	}
	switch v := value.(type) {
	case map[string]any:
		kept := make(map[string]any, len(m))
		for name, below := range m {
			if inner, ok := v[name]; ok {
				kept[name] = below.Apply(inner)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, inner := range v {
			kept[i] = m.Apply(inner)
		}
		return kept
	}
	return value
}
