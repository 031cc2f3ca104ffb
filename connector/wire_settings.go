package connector

import (
	pb "github.com/roictl/roictl/connector/connectorv1"
)

func schemaToWire(s ConfigSchema) *pb.ConfigSchema {
	return &pb.ConfigSchema{
		Attributes: each(s.Attributes, attributeToWire),
		Blocks:     each(s.Blocks, blockToWire),
	}
}

func schemaFromWire(s *pb.ConfigSchema) ConfigSchema {
	return ConfigSchema{
		Attributes: each(s.GetAttributes(), attributeFromWire),
		Blocks:     each(s.GetBlocks(), blockFromWire),
	}
}

func attributeToWire(a Attribute) *pb.Attribute {
	return &pb.Attribute{
		Name:        a.Name,
		Type:        string(a.Type),
		Required:    a.Required,
		Sensitive:   a.Sensitive,
		Enum:        a.Enum,
		Description: a.Description,
		Default:     a.Default,
		Deprecated:  a.Deprecated,
	}
}

func attributeFromWire(a *pb.Attribute) Attribute {
	return Attribute{
		Name:        a.GetName(),
		Type:        AttributeType(a.GetType()),
		Required:    a.GetRequired(),
		Sensitive:   a.GetSensitive(),
		Enum:        a.GetEnum(),
		Description: a.GetDescription(),
		Default:     a.GetDefault(),
		Deprecated:  a.GetDeprecated(),
	}
}

func blockToWire(b Block) *pb.Block {
	return &pb.Block{
		Name:        b.Name,
		Label:       b.Label,
		Many:        b.Many,
		Required:    b.Required,
		Schema:      schemaToWire(b.Schema),
		Description: b.Description,
	}
}

func blockFromWire(b *pb.Block) Block {
	return Block{
		Name:        b.GetName(),
		Label:       b.GetLabel(),
		Many:        b.GetMany(),
		Required:    b.GetRequired(),
		Schema:      schemaFromWire(b.GetSchema()),
		Description: b.GetDescription(),
	}
}

func settingsToWire(s Settings) *pb.Settings {
	return &pb.Settings{
		Config:         s.Config,
		Directory:      s.Directory,
		TimeZone:       s.TimeZone,
		Credential:     credentialToWire(s.Credential),
		HostVersion:    s.HostVersion,
		MaxConcurrency: uint32(max(0, s.MaxConcurrency)),
	}
}

func settingsFromWire(s *pb.Settings) Settings {
	return Settings{
		Config:         s.GetConfig(),
		Directory:      s.GetDirectory(),
		TimeZone:       s.GetTimeZone(),
		Credential:     credentialFromWire(s.GetCredential()),
		HostVersion:    s.GetHostVersion(),
		MaxConcurrency: int(s.GetMaxConcurrency()),
	}
}

func credentialToWire(c Credential) *pb.Credential {
	return &pb.Credential{Scheme: c.Scheme, AccessToken: c.AccessToken, ExpiresAt: c.ExpiresAt, Extra: c.Extra}
}

func credentialFromWire(c *pb.Credential) Credential {
	return Credential{Scheme: c.GetScheme(), AccessToken: c.GetAccessToken(), ExpiresAt: c.GetExpiresAt(), Extra: c.GetExtra()}
}
