package history

import "strings"

// Compare says what is different between a run and one recorded before it:
// first figures of closed periods that moved, then statuses, then targets moved
// inside their period, then blocks added, redefined and removed; each in the
// order of the later run. Without an earlier run nothing has changed.
func Compare(before, after *Run) []Change {
	if before == nil || after == nil {
		return nil
	}
	declared := CompareDeclarations(before.Declarations, after.Declarations)
	verdicts := indexVerdicts(before.Verdicts)

	changes := restatements(before, after, declared)
	changes = append(changes, statusChanges(before, after, verdicts)...)
	goalposts := goalpostChanges(after, verdicts)
	changes = append(changes, goalposts...)
	changes = append(changes, withoutTargetsOf(goalposts, declared)...)
	for i := range changes {
		changes[i].Since = before.FinishedAt
	}
	return changes
}

// restatements finds figures that were final (closed and mature) and are not
// what they were. An earlier as-of day than the one before sees less of a period
// than was known: that is a look back, not a restatement. Neither is a figure
// that is missing now: the source failed or was cut, which the status says.
func restatements(before, after *Run, declared []Change) []Change {
	known := make(map[Cell]Observation, len(before.Observations))
	for _, observation := range before.Observations {
		known[observation.Cell] = observation
	}
	var changes []Change
	for _, now := range after.Observations {
		old, ok := known[now.Cell]
		if !ok || !old.Final || old.SameValue(now) || !now.hasValue() || !now.Final && after.AsOf < before.AsOf {
			continue
		}
		changes = append(changes, Change{
			Kind: Restated, Address: now.Address, Period: now.period(), Segment: now.Segment,
			Before: old.Text(), After: now.Text(), Unit: now.Unit, Currency: now.Currency,
			Reason: otherCause(now.Address, declared, before.ConfigDigest != after.ConfigDigest),
		})
	}
	return changes
}

// figureKinds are the blocks that have a part in how a figure is computed.
var figureKinds = []string{"connector.", "tracking.", "metric.", "fx.", "campaign."}

// otherCause says what was declared differently in between, so that an edit is
// not taken for a platform that restated its past. What a connector's block says
// is not among the declarations, which may hold secrets there; that the files
// are other ones is told then.
func otherCause(address string, declared []Change, edited bool) string {
	var others []string
	for _, change := range declared {
		if change.Kind == TargetMoved {
			continue // moves no figure
		}
		if change.Address == address {
			return address + " was itself declared differently in between"
		}
		if hasFigureKind(change.Address) && (len(others) == 0 || others[len(others)-1] != change.Address) {
			others = append(others, change.Address)
		}
	}
	if len(others) == 0 {
		if edited {
			return "the configuration was edited in between"
		}
		return ""
	}
	return "declared differently in between: " + strings.Join(others, ", ")
}

func hasFigureKind(address string) bool {
	for _, kind := range figureKinds {
		if strings.HasPrefix(address, kind) {
			return true
		}
	}
	return false
}

// withoutTargetsOf drops the moved targets that the verdicts have told already,
// with the period they were moved in.
func withoutTargetsOf(told, declared []Change) []Change {
	known := make(map[string]bool, len(told))
	for _, change := range told {
		known[change.Address] = true
	}
	var rest []Change
	for _, change := range declared {
		if change.Kind != TargetMoved || !known[change.Address] {
			rest = append(rest, change)
		}
	}
	return rest
}
