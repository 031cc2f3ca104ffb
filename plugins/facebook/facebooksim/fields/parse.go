package fields

import (
	"encoding/json"
	"strings"

	"github.com/roictl/roictl/plugins/facebook/facebooksim/graph"
)

// Field is a field that was asked for, with the fields of the node behind it.
type Field struct {
	Name      string
	Modifiers string // such as .limit(5), as they were written
	Fields    []Field
}

// Parse reads a list of fields: comma-separated, or a JSON array of texts.
func Parse(text string) ([]Field, *graph.Error) {
	var list []string
	if err := json.Unmarshal([]byte(text), &list); err == nil {
		text = strings.Join(list, ",")
	}
	p := parser{text: text}
	fields := p.list()
	if p.failed || p.at != len(p.text) {
		return nil, &graph.Error{Code: 2500, Message: "Syntax error \"Expected end of string instead of \"" + rest(p.text, p.at) + "\".\" at character " + text[:min(p.at, len(text))]}
	}
	return fields, nil
}

func rest(text string, at int) string { return text[min(at, len(text)):] }

// parser reads one list after the other.
type parser struct {
	text   string
	at     int
	failed bool
}

// list reads fields up to a closing brace or the end.
func (p *parser) list() []Field {
	var fields []Field
	for !p.failed {
		name := p.take(func(c byte) bool { return c != ',' && c != '{' && c != '}' && c != '.' && c != '(' && c != ')' })
		f := Field{Name: strings.TrimSpace(name), Modifiers: p.modifiers()}
		if p.next('{') {
			f.Fields = p.list()
			p.failed = p.failed || !p.next('}')
		}
		if f.Name != "" {
			fields = append(fields, f)
		} else if f.Fields != nil || f.Modifiers != "" {
			p.failed = true
		}
		if !p.next(',') {
			break
		}
	}
	return fields
}

// modifiers reads .name(argument) as often as it is there.
func (p *parser) modifiers() string {
	start := p.at
	for p.next('.') {
		p.take(func(c byte) bool { return c != '(' && c != ',' && c != '{' && c != '}' })
		if !p.next('(') {
			p.failed = true
			break
		}
		for depth := 1; depth > 0; p.at++ {
			if p.at == len(p.text) {
				p.failed = true
				break
			}
			switch p.text[p.at] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if p.failed {
			break
		}
	}
	return p.text[start:min(p.at, len(p.text))]
}

func (p *parser) take(while func(byte) bool) string {
	start := p.at
	for p.at < len(p.text) && while(p.text[p.at]) {
		p.at++
	}
	return p.text[start:p.at]
}

func (p *parser) next(c byte) bool {
	if p.at < len(p.text) && p.text[p.at] == c {
		p.at++
		return true
	}
	return false
}
