package schema

// Language returns the root of the table: a configuration, whose blocks are the
// top-level blocks. Callers must not change it.
func Language() *Block { return language }

// since is the version of roictl in which the core language appeared.
const since = "0.1.0"

var language = &Block{
	Name:        "configuration",
	Description: "All files *.roi.hcl and *.roi.hcl.json of one directory. Their order does not matter.",
	Blocks: []*Block{
		settings, variable, locals, connector, tracking, metric, fx, campaign, goal,
	},
}

// forEach is the attribute that repeats a block.
func forEach() *Attribute {
	return &Attribute{
		Name: "for_each", Type: Keys,
		Description: "Repeats the block: once for each key of a map or object, or each string of a set or list. Inside, `each.key` and `each.value` stand for the current one, and the address carries the key: `metric.visits[\"fr\"]`.",
		Example:     `toset(["fr", "de"])`,
		Also:        []string{"foreach", "count", "repeat"},
	}
}

func description(what string) *Attribute {
	return &Attribute{
		Name: "description", Type: String, Description: what,
		Also: []string{"desc", "title", "comment", "statement", "text"},
	}
}
