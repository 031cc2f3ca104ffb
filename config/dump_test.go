package config_test

import (
	"fmt"
	"math/big"
	"reflect"
	"sort"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/exact"
	"github.com/roictl/roictl/connector"
)

// dump writes a configuration as text: each block with its address, then its
// fields that are set. Places are left out.
func dump(c *config.Config) string {
	var out strings.Builder
	section(&out, "settings", c.Settings)
	for _, v := range c.Variables {
		section(&out, "variable "+v.Name, v)
	}
	for _, x := range c.Connectors {
		section(&out, x.Address.String(), x)
	}
	for _, x := range c.Trackings {
		section(&out, x.Address.String(), x)
	}
	for _, x := range c.FX {
		section(&out, x.Address.String(), x)
	}
	for _, x := range c.Metrics {
		section(&out, x.Address.String(), x)
	}
	for _, x := range c.Campaigns {
		section(&out, x.Address.String(), x)
		for _, cost := range x.Costs {
			section(&out, cost.Address.String(), cost)
		}
		for _, r := range x.Returns {
			section(&out, r.Address.String(), r)
		}
		for _, b := range x.Benefits {
			section(&out, b.Address.String(), b)
		}
	}
	for _, x := range c.Goals {
		section(&out, x.Address.String(), x)
		for _, k := range x.KPIs {
			section(&out, k.Address.String(), k)
		}
	}
	return out.String()
}

// ofItsOwn are the fields that have a section of their own, or are the address.
var ofItsOwn = map[string]bool{"Costs": true, "Returns": true, "Benefits": true, "KPIs": true, "Address": true, "Goal": true, "Name": true}

func section(out *strings.Builder, title string, block any) {
	out.WriteString(title + "\n")
	for _, line := range fieldLines(reflect.Indirect(reflect.ValueOf(block))) {
		out.WriteString("    " + line + "\n")
	}
}

func fieldLines(v reflect.Value) []string {
	var lines []string
	for i := range v.NumField() {
		field := v.Type().Field(i)
		switch {
		case !field.IsExported() || field.Type == reflect.TypeFor[hcl.Range]() || ofItsOwn[field.Name] && field.Name != "Name":
			continue
		case field.Anonymous:
			lines = append(lines, fieldLines(v.Field(i))...)
			continue
		case v.Field(i).IsZero() || field.Name == "Name":
			continue
		}
		lines = append(lines, strings.ToLower(field.Name)+" = "+text(v.Field(i)))
	}
	return lines
}

func text(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case *big.Rat:
		return exact.Text(x)
	case *config.Span:
		if x.Low.Cmp(x.High) == 0 {
			return exact.Text(x.Low)
		}
		return exact.Text(x.Low) + " to " + exact.Text(x.High)
	case config.Address:
		return x.String()
	case *config.Tracking:
		return x.Address.String()
	case connector.Date:
		return x.String()
	case *config.Formula:
		return formula(x.Root)
	case config.Amount:
		return amount(x)
	case *time.Location:
		return x.String()
	case time.Weekday, time.Month:
		return fmt.Sprint(x)
	}
	switch v.Kind() {
	case reflect.Pointer:
		return text(v.Elem())
	case reflect.Slice:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = text(v.Index(i))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		var parts []string
		for _, key := range v.MapKeys() {
			parts = append(parts, text(key)+": "+text(v.MapIndex(key)))
		}
		sort.Strings(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	case reflect.Struct:
		return "{" + strings.Join(fieldLines(v), ", ") + "}"
	case reflect.String:
		return fmt.Sprintf("%q", v.String())
	}
	return fmt.Sprint(v.Interface())
}

func amount(a config.Amount) string {
	s := exact.Text(a.Value)
	switch {
	case a.Percent:
		s += " (percent)"
	case a.Duration:
		s += " (seconds)"
	case a.Currency != "":
		s += " " + a.Currency
	}
	return s
}

func formula(n config.Node) string {
	switch n := n.(type) {
	case *config.Number:
		s := exact.Text(n.Value)
		if n.Percent {
			s += " (percent)"
		}
		if n.Currency != "" {
			s += " " + n.Currency
		}
		return s
	case *config.Reference:
		if n.Attribute != "" {
			return n.Address.String() + "." + n.Attribute
		}
		return n.Address.String()
	case *config.Negation:
		return "-" + formula(n.X)
	case *config.Operation:
		return fmt.Sprintf("(%s %c %s)", formula(n.X), n.Operator, formula(n.Y))
	case *config.Call:
		args := make([]string, len(n.Args))
		for i, arg := range n.Args {
			args[i] = formula(arg)
		}
		return n.Function + "(" + strings.Join(args, ", ") + ")"
	}
	return fmt.Sprintf("%T", n)
}
