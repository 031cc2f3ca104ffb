package connector

import (
	"cmp"
	"fmt"
	"strings"
)

// CodeLeftOut is the code of a diagnostic that stands for others, which a host has
// left out.
const CodeLeftOut = "DIAGNOSTICS_LEFT_OUT"

// How many diagnostics of one call a host keeps: of one code, and of all with one
// severity. A file with a million bad lines has one thing to say, not a million.
const (
	mostOfCode     = 20
	mostOfSeverity = 200
)

// diagnosticKeeper collects the diagnostics of a call and keeps only so many, so
// that a connector that never stops complaining costs no memory. Errors are never
// left out for warnings.
type diagnosticKeeper struct {
	kept       Diagnostics
	ofSeverity map[Severity]int
	ofKind     map[diagnosticKind]*diagnosticCount
	kinds      []diagnosticKind // in order of appearance
}

type diagnosticKind struct {
	severity Severity
	code     string
}

// furtherKinds is the code under which those are counted for whose own there is no
// room.
const furtherKinds = "further kinds"

type diagnosticCount struct {
	first         Diagnostic
	kept, leftOut int
}

func (k *diagnosticKeeper) add(d Diagnostic) {
	d = d.graded()
	kind := diagnosticKind{d.Severity, d.Code}
	full := k.ofSeverity[kind.severity] >= mostOfSeverity
	if full && k.ofKind[kind] == nil {
		kind.code = furtherKinds
	}
	count := k.ofKind[kind]
	if count == nil {
		if k.ofKind == nil {
			k.ofKind, k.ofSeverity = make(map[diagnosticKind]*diagnosticCount), make(map[Severity]int)
		}
		count = &diagnosticCount{first: d}
		k.ofKind[kind] = count
		k.kinds = append(k.kinds, kind)
	}
	if full || count.kept == mostOfCode {
		count.leftOut++
		return
	}
	count.kept++
	k.ofSeverity[kind.severity]++
	k.kept = append(k.kept, d)
}

// graded returns the diagnostic with a summary and a known severity. What a
// connector cannot grade may be grave: it never passes for good.
func (d Diagnostic) graded() Diagnostic {
	switch d.Severity {
	case SeverityError, SeverityWarning, SeverityInfo:
	default:
		said := strings.TrimSpace(d.Summary + ". " + d.Detail)
		breach := ProtocolError(fmt.Sprintf("reported something with the unknown severity %q: %s", d.Severity, strings.Trim(said, ". "))).diagnostic()
		breach.Path, breach.Location = d.Path, d.Location
		return breach
	}
	d.Summary = cmp.Or(d.Summary, d.Code, "Connector gave no reason")
	return d
}

// all returns what was kept, and of each kind how many were left out.
func (k *diagnosticKeeper) all() Diagnostics {
	all := k.kept
	for _, kind := range k.kinds {
		count := k.ofKind[kind]
		if count.leftOut == 0 {
			continue
		}
		d := Diagnostic{Severity: kind.severity, Code: CodeLeftOut, Summary: count.first.Summary, Path: count.first.Path}
		d.Detail = fmt.Sprintf("And %d more of this kind, which are not shown.", count.leftOut)
		if kind.code == furtherKinds {
			d.Summary, d.Path = "Much more to report", nil
			d.Detail = fmt.Sprintf("And %d more of further kinds, which are not shown.", count.leftOut)
		}
		all = append(all, d)
	}
	return all
}

// received returns the diagnostics of a call as a host shows them.
func (ds Diagnostics) received() Diagnostics {
	var keeper diagnosticKeeper
	for _, d := range ds {
		keeper.add(d)
	}
	return keeper.all()
}
