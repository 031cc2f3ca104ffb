package connector

import (
	"time"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

func diagnosticToWire(d Diagnostic) *pb.Diagnostic {
	wire := &pb.Diagnostic{
		Severity:     string(d.Severity),
		Code:         d.Code,
		Summary:      d.Summary,
		Detail:       d.Detail,
		Hint:         d.Hint,
		Path:         each(d.Path, pathStepToWire),
		Retryable:    d.Retryable,
		RetryAfterMs: d.RetryAfter.Milliseconds(),
		DocsUrl:      d.DocsURL,
	}
	if l := d.Location; l != nil {
		wire.Location = &pb.Location{File: l.File, Line: uint32(max(0, l.Line)), Column: uint32(max(0, l.Column)), Text: l.Text}
	}
	return wire
}

// diagnosticsFromWire reads the diagnostics of a call.
func diagnosticsFromWire(wire []*pb.Diagnostic) Diagnostics {
	return Diagnostics(each(wire, diagnosticFromWire)).received()
}

func diagnosticFromWire(wire *pb.Diagnostic) Diagnostic {
	d := Diagnostic{
		Severity:   Severity(wire.GetSeverity()),
		Code:       wire.GetCode(),
		Summary:    wire.GetSummary(),
		Detail:     wire.GetDetail(),
		Hint:       wire.GetHint(),
		Path:       each(wire.GetPath(), pathStepFromWire),
		Retryable:  wire.GetRetryable(),
		RetryAfter: time.Duration(wire.GetRetryAfterMs()) * time.Millisecond,
		DocsURL:    wire.GetDocsUrl(),
	}
	if l := wire.GetLocation(); l != nil {
		d.Location = &Location{File: l.GetFile(), Line: int(l.GetLine()), Column: int(l.GetColumn()), Text: l.GetText()}
	}
	return d
}

func pathStepToWire(s PathStep) *pb.PathStep {
	if s.Name != "" {
		return &pb.PathStep{Step: &pb.PathStep_Name{Name: s.Name}}
	}
	return &pb.PathStep{Step: &pb.PathStep_Index{Index: int64(s.Index)}}
}

func pathStepFromWire(s *pb.PathStep) PathStep {
	return PathStep{Name: s.GetName(), Index: int(s.GetIndex())}
}
