package history

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// CompareDeclarations says what changed in the declarations: blocks that are
// new or mean something else, in the order of the later ones, then blocks that
// are gone. A redefined block is one change an attribute. A KPI's moved target
// is a change of its own, judged tightened or loosened where the old and the
// new can be compared exactly.
func CompareDeclarations(before, after []Declaration) []Change {
	old := make(map[string]Declaration, len(before))
	for _, declaration := range before {
		old[declaration.Address] = declaration
	}
	var changes []Change
	for _, now := range after {
		earlier, ok := old[now.Address]
		delete(old, now.Address)
		switch {
		case !ok:
			changes = append(changes, Change{Kind: Added, Address: now.Address, After: now.Summary})
		case earlier.Kind != now.Kind || earlier.Summary != now.Summary:
			changes = append(changes, redefinitions(earlier, now)...)
		}
	}
	for _, declaration := range before {
		if _, gone := old[declaration.Address]; gone {
			changes = append(changes, Change{Kind: Removed, Address: declaration.Address, Before: declaration.Summary})
		}
	}
	return changes
}

// redefinitions lists the attributes of a block that differ, in alphabetical
// order.
func redefinitions(before, after Declaration) []Change {
	old, okOld := attributes(before.Summary)
	now, okNow := attributes(after.Summary)
	if !okOld || !okNow || before.Kind != after.Kind {
		return []Change{{Kind: Redefined, Address: after.Address, Before: before.Summary, After: after.Summary}}
	}
	names := maps.Clone(old)
	maps.Copy(names, now)
	var changes []Change
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if bytes.Equal(old[name], now[name]) {
			continue
		}
		if name == "target" {
			changes = append(changes, declaredTargetChange(after.Address, old[name], now[name]))
			continue
		}
		changes = append(changes, Change{
			Kind: Redefined, Address: after.Address, Attribute: name,
			Before: attributeText(old[name]), After: attributeText(now[name]),
		})
	}
	return changes
}

// attributes splits a summary; each value is compact JSON. An attribute that is
// null is one that is not declared.
func attributes(summary string) (map[string]json.RawMessage, bool) {
	var values map[string]json.RawMessage
	if err := json.Unmarshal([]byte(summary), &values); err != nil {
		return nil, false
	}
	for name, value := range values {
		if string(value) == "null" {
			delete(values, name)
			continue
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, value); err != nil {
			return nil, false
		}
		values[name] = compact.Bytes()
	}
	return values, true
}

// attributeText is an attribute's value for people: text without its quotes,
// anything else as JSON.
func attributeText(value json.RawMessage) string {
	var text string
	if err := json.Unmarshal(value, &text); err == nil {
		return text
	}
	return string(value)
}

// declaredTargetChange judges a moved target. One that cannot be read, such as
// one written by a later version, is shown as it is, without a judgement.
func declaredTargetChange(address string, before, after json.RawMessage) Change {
	old, okOld := readTarget(before)
	now, okNow := readTarget(after)
	change := Change{Kind: TargetMoved, Address: address, Attribute: "target", Before: old.Text(), After: now.Text()}
	if !okOld || !okNow || change.Before == change.After {
		change.Before, change.After = string(before), string(after)
	}
	if okOld && okNow {
		change.Direction = direction(old, now, len(before) > 0, len(after) > 0)
	}
	return change
}

// readTarget reads a target that may not be there.
func readTarget(value json.RawMessage) (DeclaredTarget, bool) {
	var target DeclaredTarget
	if len(value) == 0 {
		return target, true
	}
	err := json.Unmarshal(value, &target)
	return target, err == nil
}

// Text is the target in the words of the language: "at_least 500",
// "grow 20% versus previous_period"; empty when there is none.
func (t DeclaredTarget) Text() string {
	amount := t.Declared
	if amount == "" {
		amount = Target{Value: t.Value, Low: t.Low, High: t.High}.edges()
	}
	return targetText(t.Kind, amount, t.Versus)
}

func targetText(kind, amount, versus string) string {
	text := kind
	if amount != "" {
		text += " " + amount
	}
	if versus != "" {
		text += " versus " + versus
	}
	return text
}
