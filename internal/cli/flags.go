package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/connector"
)

// dateFlag is a flag that takes a day.
type dateFlag struct {
	set bool
	day connector.Date
}

// Set takes a day such as 2026-05-31.
func (d *dateFlag) Set(text string) error {
	day, err := connector.ParseDate(text)
	if err != nil {
		return fmt.Errorf("it is no day such as 2026-05-31")
	}
	d.set, d.day = true, day
	return nil
}

// String is the day; empty when it was not given.
func (d *dateFlag) String() string {
	if !d.set {
		return ""
	}
	return d.day.String()
}

// Type is not shown.
func (d *dateFlag) Type() string { return "DATE" }

// countFlag is a flag that takes a whole number from one up.
type countFlag int

// Set takes the number.
func (c *countFlag) Set(text string) error {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return fmt.Errorf("it has to be a whole number from 1 up")
	}
	*c = countFlag(n)
	return nil
}

// String is the number, which the help shows as the default.
func (c *countFlag) String() string { return strconv.Itoa(int(*c)) }

// Type is not shown.
func (c *countFlag) Type() string { return "N" }

// choice is a flag that takes one of some words.
type choice struct {
	values []string
	chosen string
}

// add defines the flag and what a shell completes behind it.
func (c *choice) add(cmd *cobra.Command, name, usage string) {
	cmd.Flags().Var(c, name, fmt.Sprintf("%s: `%s`", usage, strings.Join(c.values, "|")))
	// The only error is that of a flag that does not exist.
	_ = cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.values, cobra.ShellCompDirectiveNoFileComp))
}

// Set takes the word.
func (c *choice) Set(word string) error {
	for _, value := range c.values {
		if word == value {
			c.chosen = word
			return nil
		}
	}
	return fmt.Errorf("it is one of %s.%s", strings.Join(c.values, ", "), didYouMean(word, c.values, func(value string) string { return value }))
}

// String is the word chosen, which the help shows as the default.
func (c *choice) String() string { return c.chosen }

// Type is not shown.
func (c *choice) Type() string { return "word" }

// exclusive says that at most one of some flags may stand.
func exclusive(cmd *cobra.Command, names ...string) error {
	var given []string
	for _, name := range names {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			given = append(given, "--"+name)
		}
	}
	if len(given) > 1 {
		return mistake("Conflicting flags", "%s and %s exclude one another. Leave one of them out.", given[0], given[1])
	}
	return nil
}
