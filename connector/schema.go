package connector

import (
	"encoding/json"
	"fmt"
)

// ConfigSchema declares the attributes and nested blocks that a `connector`
// block of one type may hold. The host checks names, types and presence against
// it before the connector sees anything.
type ConfigSchema struct {
	Attributes []Attribute `json:"attributes,omitempty"`
	Blocks     []Block     `json:"blocks,omitempty"`
}

// Attribute is one argument of a block.
type Attribute struct {
	Name        string        `json:"name"`
	Type        AttributeType `json:"type"`
	Required    bool          `json:"required,omitempty"`
	Sensitive   bool          `json:"sensitive,omitempty"` // masked everywhere, never stored
	Enum        []string      `json:"enum,omitempty"`      // the values a string may have
	Description string        `json:"description,omitempty"`
	Default     string        `json:"default,omitempty"` // for people: what leaving it out means
	Deprecated  string        `json:"deprecated,omitempty"`
}

// AttributeType is the type of an attribute's value.
type AttributeType string

// The attribute types. Any takes whatever the user writes and leaves the check
// to ValidateConfig; it is for attributes that are either a string or an object.
const (
	TypeString     AttributeType = "string"
	TypeNumber     AttributeType = "number"
	TypeBool       AttributeType = "bool"
	TypeStringList AttributeType = "list(string)"
	TypeStringMap  AttributeType = "map(string)"
	TypeAny        AttributeType = "any"
)

// Block is a nested block, such as `measure "spend" { … }`.
type Block struct {
	Name        string       `json:"name"`
	Label       string       `json:"label,omitempty"` // what its one label names; empty when it has none
	Many        bool         `json:"many,omitempty"`  // may stand more than once
	Required    bool         `json:"required,omitempty"`
	Schema      ConfigSchema `json:"schema"`
	Description string       `json:"description,omitempty"`
}

// Settings is what the host hands to a connector: the evaluated `connector`
// block and the circumstances of the run.
type Settings struct {
	// Config is the block as a JSON object. A nested block that may repeat is an
	// array of objects in the order of declaration; its label stands in the key
	// "name". Numbers are exact JSON numbers.
	Config json.RawMessage
	// Directory is the absolute path that relative paths in Config start from.
	Directory string
	// TimeZone is the IANA name of the reporting time zone.
	TimeZone string
	// Credential is a short-lived access token, empty when the connector needs
	// none. It is never written anywhere. A query carries its own, which is as
	// fresh or fresher.
	Credential Credential
	// HostVersion is the version of roictl.
	HostVersion string
	// MaxConcurrency is how many requests the connector may have under way.
	MaxConcurrency int
}

// Credential is a short-lived secret for one source.
type Credential struct {
	Scheme      string            // name of the AuthScheme it came from
	AccessToken string            // bearer token
	ExpiresAt   int64             // Unix seconds; 0 when it does not expire
	Extra       map[string]string // further material that the scheme declares
}

// String hides the secret, so that a credential cannot leak through a format verb.
func (Credential) String() string { return "(sensitive value)" }

// GoString hides the secret as String does.
func (Credential) GoString() string { return "(sensitive value)" }

// Decode reads Config into a struct with `json` tags. Unknown keys are ignored,
// since the host has checked them against the schema.
func (s Settings) Decode(into any) error {
	if err := json.Unmarshal(s.Config, into); err != nil {
		return fmt.Errorf("decode connector configuration: %w", err)
	}
	return nil
}
