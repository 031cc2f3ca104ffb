package cube

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Expression reads a formula over metrics, such as purchaseRevenue/sessions, into a
// column. find knows the metrics by name.
func Expression(name, text string, find func(string) (Metric, error)) (MetricColumn, error) {
	p := &parser{text: text, find: find, column: MetricColumn{Name: name, Type: Float}}
	value, err := p.sum()
	if err != nil {
		return MetricColumn{}, err
	}
	if p.rest() != "" {
		return MetricColumn{}, fmt.Errorf("unexpected %q in %q", p.rest(), text)
	}
	if len(p.column.Of) == 0 {
		return MetricColumn{}, fmt.Errorf("no metric in %q", text)
	}
	p.column.value = value
	return p.column, nil
}

// term computes a part of a formula from the values of its metrics.
type term = func([]float64) float64

type parser struct {
	text   string
	at     int
	find   func(string) (Metric, error)
	column MetricColumn
}

func (p *parser) rest() string { return strings.TrimSpace(p.text[p.at:]) }

// next takes one of the operators, if it comes next.
func (p *parser) next(operators string) (byte, bool) {
	rest := p.rest()
	if rest == "" || !strings.Contains(operators, rest[:1]) {
		return 0, false
	}
	p.at = len(p.text) - len(strings.TrimLeft(p.text[p.at:], " ")) + 1
	return rest[0], true
}

func (p *parser) sum() (term, error) {
	return p.chain("+-", p.product)
}

func (p *parser) product() (term, error) {
	return p.chain("*/", p.factor)
}

func (p *parser) chain(operators string, operand func() (term, error)) (term, error) {
	left, err := operand()
	for err == nil {
		operator, ok := p.next(operators)
		if !ok {
			return left, nil
		}
		var right term
		if right, err = operand(); err == nil {
			left = apply(operator, left, right)
		}
	}
	return nil, err
}

// apply computes one operation. What division by zero gives is not documented; ratios
// of Google's own show 0.
func apply(operator byte, left, right term) term {
	return func(v []float64) float64 {
		a, b := left(v), right(v)
		switch operator {
		case '+':
			return a + b
		case '-':
			return a - b
		case '*':
			return a * b
		}
		return quotient([]float64{a, b})
	}
}

func (p *parser) factor() (term, error) {
	if _, ok := p.next("("); ok {
		inner, err := p.sum()
		if err != nil {
			return nil, err
		}
		if _, ok := p.next(")"); !ok {
			return nil, fmt.Errorf("missing ) in %q", p.text)
		}
		return inner, nil
	}
	rest := p.rest()
	end := strings.IndexFunc(rest, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_.:", r)
	})
	if end < 0 {
		end = len(rest)
	}
	word := rest[:end]
	p.at = strings.Index(p.text[p.at:], rest) + p.at + end
	if number, err := strconv.ParseFloat(word, 64); err == nil {
		return func([]float64) float64 { return number }, nil
	}
	metric, err := p.find(word)
	if err != nil {
		return nil, err
	}
	at := len(p.column.Of)
	p.column.Of = append(p.column.Of, metric)
	return func(v []float64) float64 { return v[at] }, nil
}
