package cli

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/roictl/roictl/config"
)

// withoutSecrets refuses to save declarations in which a secret is written. A plan
// is what was declared, as it was declared, and is passed around: a secret that was
// cut out of it could not be asked for again where no variable stands for it.
func withoutSecrets(cfg *config.Config, sources map[string][]byte) error {
	secrets := cfg.Sensitive()
	var places []string
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		for _, line := range secretLines(sources[name], cfg.Files.Hidden(name), secrets) {
			places = append(places, fmt.Sprintf("%s:%d", name, line))
		}
	}
	if len(places) == 0 {
		return nil
	}
	return mistake("Plan not saved", "A plan file holds the declarations as they are written, and a secret is written at %s.\n\n"+
		"Declare a variable with sensitive = true and without a default, use it there, and set it with ROICTL_VAR_name in the environment, both for \"roictl plan\" and when the plan is checked.",
		strings.Join(places, ", "))
}

// secretLines are the lines, counted from 1, at which a hidden part begins or which
// hold one of the secrets as a text of its own: a block may take it from a local.
func secretLines(source []byte, hidden []config.Stretch, secrets []string) []int {
	var lines []int
	for _, part := range hidden {
		lines = append(lines, lineAt(source, part.Start))
	}
	for _, secret := range secrets {
		if at := bytes.Index(source, []byte(`"`+secret+`"`)); at >= 0 {
			lines = append(lines, lineAt(source, at))
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// lineAt is the line of an offset.
func lineAt(source []byte, offset int) int { return 1 + bytes.Count(source[:offset], []byte("\n")) }
