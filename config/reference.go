package config

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/roictl/roictl/config/functions"
	"github.com/roictl/roictl/config/schema"
)

//go:generate go run ../cmd/roictl schema --markdown --out ../docs/reference/language.md

// Schema returns the declarative table of the language: the root, whose nested
// blocks are the top-level blocks. It can be written as JSON.
func Schema() *schema.Block { return schema.Language() }

// Functions returns the functions of static expressions, in order of their names.
func Functions() []functions.Function { return functions.Table() }

// WriteReference writes the language reference in Markdown.
func WriteReference(w io.Writer) error {
	r := &referenceWriter{out: bufio.NewWriter(w)}
	r.write(introduction)
	r.write("\n## Blocks\n")
	for _, block := range schema.Language().Blocks {
		r.block(block, 3, "")
	}
	r.types()
	r.functions()
	if err := r.out.Flush(); err != nil {
		return fmt.Errorf("write reference: %w", err)
	}
	return nil
}

// referenceWriter writes Markdown; the buffered writer keeps the first error.
type referenceWriter struct{ out *bufio.Writer }

func (r *referenceWriter) write(format string, args ...any) { fmt.Fprintf(r.out, format, args...) }

func (r *referenceWriter) block(b *schema.Block, level int, outer string) {
	title := b.Name
	for _, label := range b.Labels {
		title += " " + strings.ToUpper(label)
	}
	if outer != "" {
		title = outer + " › " + title
	}
	r.write("\n%s %s\n\n%s", strings.Repeat("#", level), title, b.Description)
	var facts []string
	if b.Single {
		facts = append(facts, "It may stand once.")
	}
	if b.ForEach {
		facts = append(facts, "It can be repeated with `for_each`.")
	}
	if b.Since != "" {
		facts = append(facts, "Since roictl "+b.Since+".")
	}
	if len(facts) > 0 {
		r.write(" %s", strings.Join(facts, " "))
	}
	r.write("\n")
	if b.Example != "" {
		r.write("\n```hcl\n%s\n```\n", b.Example)
	}
	attributes := b.Attributes
	if b.Any != nil {
		attributes = append(attributes[:len(attributes):len(attributes)], b.Any)
	}
	r.attributes(attributes)
	for _, choice := range b.Choices {
		amount := "At most one"
		if choice.Required {
			amount = "Exactly one"
		}
		r.write("\n%s of %s may be set.\n", amount, codeList(choice.Names))
	}
	for _, nested := range b.Blocks {
		r.block(nested, level+1, strings.TrimSpace(b.Name))
	}
}

func (r *referenceWriter) attributes(attributes []*schema.Attribute) {
	if len(attributes) == 0 {
		return
	}
	r.write("\n| argument | type | meaning |\n| --- | --- | --- |\n")
	for _, a := range attributes {
		r.attribute(a, "")
	}
}

func (r *referenceWriter) attribute(a *schema.Attribute, outer string) {
	name := "`" + outer + a.Name + "`"
	if a.Required {
		name += " (required)"
	}
	meaning := []string{a.Description}
	if len(a.Values) > 0 {
		meaning = append(meaning, "One of "+codeList(a.Values)+".")
	}
	if len(a.Refers) > 0 {
		meaning = append(meaning, "Refers to "+codeList(a.Refers)+" blocks.")
	}
	if a.Bounds != "" {
		meaning = append(meaning, "The number is "+string(a.Bounds)+".")
	}
	if a.Default != "" {
		meaning = append(meaning, "Default: "+a.Default+".")
	}
	if len(a.Needs) > 0 {
		meaning = append(meaning, "Only with "+codeList(a.Needs)+".")
	}
	if len(a.Conflicts) > 0 {
		meaning = append(meaning, "Not with "+codeList(a.Conflicts)+".")
	}
	if a.Example != "" {
		meaning = append(meaning, "Example: `"+a.Example+"`")
	}
	if a.Since != "" {
		meaning = append(meaning, "Since roictl "+a.Since+".")
	}
	r.write("| %s | %s | %s |\n", name, a.Type, strings.ReplaceAll(strings.Join(meaning, " "), "|", "\\|"))
	for _, field := range a.Fields {
		r.attribute(field, outer+a.Name+".")
	}
}

func codeList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "`" + name + "`"
	}
	return strings.Join(quoted, ", ")
}

func (r *referenceWriter) types() {
	r.write("\n## Types\n\n| type | how it is written |\n| --- | --- |\n")
	for _, t := range schema.Types() {
		r.write("| %s | %s |\n", t.Type, t.Description)
	}
}

func (r *referenceWriter) functions() {
	r.write("\n## Functions\n\nStatic expressions can call these functions. All of them are pure: they know no clock, no file and no environment.\n")
	r.write("\n| function | result |\n| --- | --- |\n")
	for _, f := range functions.Table() {
		r.write("| `%s` | %s |\n", f.Signature, f.Description)
	}
}
