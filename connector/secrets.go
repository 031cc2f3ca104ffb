package connector

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"github.com/roictl/roictl/connector/mask"
)

// SecretsOf returns the values in the settings that must not be seen: the
// credential, and whatever stands in an attribute that the schema calls sensitive.
func SecretsOf(schema ConfigSchema, settings Settings) []string {
	secrets := settings.Credential.Secrets()
	var config any
	decoder := json.NewDecoder(bytes.NewReader(settings.Config))
	decoder.UseNumber()
	// A configuration that is no JSON is reported by whoever decodes it for use.
	if decoder.Decode(&config) == nil {
		secrets = append(secrets, schema.secrets(config)...)
	}
	return secrets
}

// Secrets are the values of a credential that must not be seen: all that are not
// known to be harmless. What an error says of an endpoint or a project has to stay
// readable.
func (c Credential) Secrets() []string {
	secrets := []string{c.AccessToken}
	for _, key := range slices.Sorted(maps.Keys(c.Extra)) {
		switch key {
		case ExtraClientID, ExtraTokenURL, ExtraQuotaProject:
		default:
			secrets = append(secrets, c.Extra[key])
		}
	}
	return secrets
}

// secrets walks a configured block, or a list of them, beside its schema.
func (s ConfigSchema) secrets(config any) []string {
	var secrets []string
	switch config := config.(type) {
	case []any:
		for _, element := range config {
			secrets = append(secrets, s.secrets(element)...)
		}
	case map[string]any:
		for _, attribute := range s.Attributes {
			if attribute.Sensitive {
				secrets = append(secrets, leaves(config[attribute.Name])...)
			}
		}
		for _, block := range s.Blocks {
			secrets = append(secrets, block.Schema.secrets(config[block.Name])...)
		}
	}
	return secrets
}

// leaves returns all texts and numbers in a JSON value.
func leaves(value any) []string {
	var texts []string
	switch value := value.(type) {
	case string:
		texts = append(texts, value)
	case json.Number:
		texts = append(texts, value.String())
	case []any:
		for _, element := range value {
			texts = append(texts, leaves(element)...)
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(value)) {
			texts = append(texts, leaves(value[key])...)
		}
	}
	return texts
}

// masked returns the diagnostics as they may leave the connector.
func (ds Diagnostics) masked(secrets *mask.Set) Diagnostics {
	masked := slices.Clone(ds)
	for i := range masked {
		masked[i] = masked[i].masked(secrets)
	}
	return masked
}

func (d Diagnostic) masked(secrets *mask.Set) Diagnostic {
	d.Summary = secrets.Text(d.Summary)
	d.Detail = secrets.Text(d.Detail)
	d.Hint = secrets.Text(d.Hint)
	d.DocsURL = secrets.Text(d.DocsURL)
	if d.Location != nil {
		location := *d.Location
		location.File = secrets.Text(location.File)
		location.Text = secrets.Text(location.Text)
		d.Location = &location
	}
	return d
}

func (t ConnectionTest) masked(secrets *mask.Set) ConnectionTest {
	t.Facts = slices.Clone(t.Facts)
	for i, fact := range t.Facts {
		t.Facts[i] = Fact{Name: secrets.Text(fact.Name), Value: secrets.Text(fact.Value)}
	}
	t.Proposal = secrets.Text(t.Proposal)
	t.Diagnostics = t.Diagnostics.masked(secrets)
	return t
}

func (p QueryPlan) masked(secrets *mask.Set) QueryPlan {
	p.Steps = slices.Clone(p.Steps)
	for i, step := range p.Steps {
		p.Steps[i] = secrets.Text(step)
	}
	p.Diagnostics = p.Diagnostics.masked(secrets)
	return p
}

func (t *Trailer) masked(secrets *mask.Set) *Trailer {
	if t == nil {
		return nil
	}
	masked := *t
	masked.Flags = slices.Clone(t.Flags)
	for i := range masked.Flags {
		masked.Flags[i].Detail = secrets.Text(masked.Flags[i].Detail)
	}
	return &masked
}

// maskedWriter is a stream on which no secret travels in words. Rows are data:
// they are never changed.
type maskedWriter struct {
	streamWriter
	secrets *mask.Set
}

func (w maskedWriter) Progress(p Progress) error {
	p.Message = w.secrets.Text(p.Message)
	return w.streamWriter.Progress(p)
}

func (w maskedWriter) Diagnostic(d Diagnostic) error {
	return w.streamWriter.Diagnostic(d.masked(w.secrets))
}
