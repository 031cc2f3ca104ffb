package connector

import (
	pb "github.com/roictl/roictl/connector/connectorv1"
)

// each converts a list; the empty list becomes nil, since the wire cannot tell
// them apart.
func each[A, B any](list []A, convert func(A) B) []B {
	if len(list) == 0 {
		return nil
	}
	converted := make([]B, len(list))
	for i, element := range list {
		converted[i] = convert(element)
	}
	return converted
}

// words converts between named and plain strings.
func words[A, B ~string](list []A) []B {
	return each(list, func(word A) B { return B(word) })
}

func describeToWire(d Description) *pb.DescribeResponse {
	return &pb.DescribeResponse{
		Name:        d.Name,
		Version:     d.Version,
		Title:       d.Title,
		Description: d.Description,
		Config:      schemaToWire(d.Config),
		AuthSchemes: each(d.AuthSchemes, authSchemeToWire),
		Reports:     each(d.Reports, reportToWire),
		Capabilities: &pb.Capabilities{
			ValidateConfig:      d.Capabilities.ValidateConfig,
			ExchangeCredentials: d.Capabilities.ExchangeCredentials,
		},
	}
}

func describeFromWire(d *pb.DescribeResponse) Description {
	return Description{
		Name:        d.GetName(),
		Version:     d.GetVersion(),
		Title:       d.GetTitle(),
		Description: d.GetDescription(),
		Config:      schemaFromWire(d.GetConfig()),
		AuthSchemes: each(d.GetAuthSchemes(), authSchemeFromWire),
		Reports:     each(d.GetReports(), reportFromWire),
		Capabilities: Capabilities{
			ValidateConfig:      d.GetCapabilities().GetValidateConfig(),
			ExchangeCredentials: d.GetCapabilities().GetExchangeCredentials(),
		},
	}
}

func reportToWire(r Report) *pb.Report {
	return &pb.Report{
		Name:              r.Name,
		Title:             r.Title,
		Description:       r.Description,
		Measures:          each(r.Measures, measureToWire),
		Dimensions:        each(r.Dimensions, dimensionToWire),
		Currency:          r.Currency,
		CurrencyDimension: r.CurrencyDimension,
		TimeZone:          r.TimeZone,
		Grains:            words[Grain, string](r.Grains),
		Options:           each(r.Options, optionToWire),
		ScanCost:          r.ScanCost,
		Open:              r.Open,
		RowDays:           int32(r.RowDays),
	}
}

func reportFromWire(r *pb.Report) Report {
	return Report{
		Name:              r.GetName(),
		Title:             r.GetTitle(),
		Description:       r.GetDescription(),
		Measures:          each(r.GetMeasures(), measureFromWire),
		Dimensions:        each(r.GetDimensions(), dimensionFromWire),
		Currency:          r.GetCurrency(),
		CurrencyDimension: r.GetCurrencyDimension(),
		TimeZone:          r.GetTimeZone(),
		Grains:            words[string, Grain](r.GetGrains()),
		Options:           each(r.GetOptions(), optionFromWire),
		ScanCost:          r.GetScanCost(),
		Open:              r.GetOpen(),
		RowDays:           int(r.GetRowDays()),
	}
}

func measureToWire(m Measure) *pb.Measure {
	return &pb.Measure{
		Name:         m.Name,
		Standard:     m.Standard,
		Title:        m.Title,
		Description:  m.Description,
		Unit:         string(m.Unit),
		Aggregation:  string(m.Aggregation),
		MaturityDays: uint32(max(0, m.Maturity)),
		Kind:         string(m.Kind),
		Stage:        m.Stage,
		Deprecated:   m.Deprecated,
		Overlaps:     m.Overlaps,
	}
}

func measureFromWire(m *pb.Measure) Measure {
	return Measure{
		Name:        m.GetName(),
		Standard:    m.GetStandard(),
		Title:       m.GetTitle(),
		Description: m.GetDescription(),
		Unit:        Unit(m.GetUnit()),
		Aggregation: Aggregation(m.GetAggregation()),
		Maturity:    int(m.GetMaturityDays()),
		Kind:        Kind(m.GetKind()),
		Stage:       m.GetStage(),
		Deprecated:  m.GetDeprecated(),
		Overlaps:    m.GetOverlaps(),
	}
}

func dimensionToWire(d Dimension) *pb.Dimension {
	return &pb.Dimension{
		Name:        d.Name,
		Standard:    d.Standard,
		Title:       d.Title,
		Description: d.Description,
		Operators:   words[Operator, string](d.Operators),
		Deprecated:  d.Deprecated,
	}
}

func dimensionFromWire(d *pb.Dimension) Dimension {
	return Dimension{
		Name:        d.GetName(),
		Standard:    d.GetStandard(),
		Title:       d.GetTitle(),
		Description: d.GetDescription(),
		Operators:   words[string, Operator](d.GetOperators()),
		Deprecated:  d.GetDeprecated(),
	}
}

func optionToWire(o Option) *pb.Option {
	return &pb.Option{Name: o.Name, Description: o.Description, Values: o.Values, Default: o.Default}
}

func optionFromWire(o *pb.Option) Option {
	return Option{Name: o.GetName(), Description: o.GetDescription(), Values: o.GetValues(), Default: o.GetDefault()}
}

func authSchemeToWire(a AuthScheme) *pb.AuthScheme {
	return &pb.AuthScheme{
		Name:       a.Name,
		Kind:       string(a.Kind),
		Title:      a.Title,
		Scopes:     a.Scopes,
		AuthUrl:    a.AuthURL,
		TokenUrl:   a.TokenURL,
		Pkce:       a.PKCE,
		Params:     a.Params,
		RevokeUrl:  a.RevokeURL,
		Exchange:   a.Exchange,
		PassClient: a.PassClient,
	}
}

func authSchemeFromWire(a *pb.AuthScheme) AuthScheme {
	return AuthScheme{
		Name:       a.GetName(),
		Kind:       AuthKind(a.GetKind()),
		Title:      a.GetTitle(),
		Scopes:     a.GetScopes(),
		AuthURL:    a.GetAuthUrl(),
		TokenURL:   a.GetTokenUrl(),
		PKCE:       a.GetPkce(),
		Params:     a.GetParams(),
		RevokeURL:  a.GetRevokeUrl(),
		Exchange:   a.GetExchange(),
		PassClient: a.GetPassClient(),
	}
}
