package connector

// Tell adds a finding; one without a value is left out.
func (t *ConnectionTest) Tell(name, value string) {
	if value != "" {
		t.Facts = append(t.Facts, Fact{Name: name, Value: value})
	}
}

// Warn adds a warning, which does not make the test fail.
func (t *ConnectionTest) Warn(code, summary, detail, hint string) {
	w := NewWarning(code, summary, detail)
	w.Hint = hint
	t.Diagnostics = append(t.Diagnostics, w)
}

// Fail makes the test one that failed for the reason of a diagnostic. Its code
// becomes that of the test where it is a TestCode; any other counts as trouble on
// the way to the platform.
func (t *ConnectionTest) Fail(d Diagnostic) {
	t.OK, t.Code = false, TestNetwork
	switch code := TestCode(d.Code); code {
	case TestAuthExpired, TestAuthScope, TestAccountNotVisible, TestQuota, TestVersionSunset, TestSource:
		t.Code = code
	}
	t.Diagnostics = append(t.Diagnostics, d)
}
