package spec

import (
	"github.com/roictl/roictl/connector"
	"github.com/roictl/roictl/plugins/file/cube"
	"github.com/roictl/roictl/plugins/file/dates"
	"github.com/roictl/roictl/plugins/file/overlap"
	"github.com/roictl/roictl/plugins/file/preset"
)

// Schema is what a `connector "file"` block may say.
func Schema() connector.ConfigSchema {
	return connector.ConfigSchema{
		Attributes: []connector.Attribute{
			{Name: "path", Type: connector.TypeAny, Required: true, Description: "File, glob, or list of them, below the configuration's directory: \"data/ads-*.csv\". ** is any depth of directories. CSV, TSV or JSON lines, also compressed with gzip. Several files are one source; one that is matched twice, or also through a link, counts once."},
			{Name: "preset", Type: connector.TypeString, Enum: preset.Names(), Description: "Whose export it is. Gives the measures and dimensions of that platform, in whatever language the header is; further blocks add to them."},
			{Name: "date", Type: connector.TypeAny, Description: "Column with the day of a row: \"Date\", or { column = \"Date\", format = \"DD-MM-YYYY\" }. With end = \"Reporting ends\" a row stands for all days up to that column's. YYYY year, MM or M month, DD or D day, MMM month name, ww ISO week, HH:mm:ss time, Z offset from UTC; also \"unix\" and \"unix_ms\".", Default: "the preset's; dates such as 2026-05-31 need no format"},
			{Name: "covers", Type: connector.TypeString, Enum: covers(), Description: "How long a time a row stands for, from its date on.", Default: "a day, or what the date's format names"},
			{Name: "decimal", Type: connector.TypeString, Enum: []string{".", ","}, Description: "The sign between the whole and the fraction of numbers; the other one then groups thousands. It is never guessed.", Default: "numbers that read differently either way, such as 1.234, are errors"},
			{Name: "currency", Type: connector.TypeAny, Description: "ISO 4217 code of all money, such as \"EUR\", or { column = \"Currency\" } where rows differ.", Default: "the one in the header, as in \"Amount spent (EUR)\""},
			{Name: "timezone", Type: connector.TypeString, Description: "IANA name of the zone in which the days are cut. Dates with a time and an offset are cut in it.", Default: "the reporting time zone"},
			{Name: "delimiter", Type: connector.TypeString, Description: "Character between the fields; \"tab\" for tabs.", Default: "the one that makes the declared columns appear"},
			{Name: "encoding", Type: connector.TypeString, Description: "Encoding of the text, such as \"windows-1252\".", Default: "what the byte order mark says, else UTF-8"},
			{Name: "header_row", Type: connector.TypeNumber, Description: "Line on which the header stands.", Default: "the first line that has the declared columns"},
			{Name: "exclude", Type: connector.TypeAny, Description: "Rows to leave out, by dimension or column: { Campaign = [\"Total*\", \"Test\"] }. One match is enough; * stands for any characters, ? for one, \"\" for an empty cell."},
			{Name: "on_bad_row", Type: connector.TypeString, Enum: []string{"error", "skip"}, Description: "What to do with rows that cannot be read: report them all and give no result, or leave them out and say so.", Default: "error"},
			{Name: "overlap", Type: connector.TypeString, Enum: overlap.Modes(), Description: "What to do where several files have rows for the same day. error: files may share days, as those of two accounts do, but a row with the same day and the same dimensions in two of them is a mistake, since it would count twice. newest: of a day that several files have, only the rows in the newest count, for exports that are made again with overlapping days; the newest file is the one whose rows reach the latest day, and of several the one whose name comes last. add: all rows count.", Default: "error"},
		},
		Blocks: []connector.Block{dimensionBlock(), measureBlock()},
	}
}

func dimensionBlock() connector.Block {
	return connector.Block{
		Name: "dimension", Label: "name", Many: true,
		Description: "A property to split and filter by. Empty cells are null: the file does not say.",
		Schema: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "column", Type: connector.TypeString, Description: "Name of the column; case and spaces do not matter.", Default: "the label"},
			{Name: "description", Type: connector.TypeString, Description: "What it says, for reports and for colleagues."},
			{Name: "standard", Type: connector.TypeString, Description: "Standard name that it also answers to.", Default: "the label, where it is a standard name"},
		}},
	}
}

func measureBlock() connector.Block {
	return connector.Block{
		Name: "measure", Label: "name", Many: true,
		Description: "A number to add up or count. With the name of a measure of the preset and without a column it changes that one.",
		Schema: connector.ConfigSchema{Attributes: []connector.Attribute{
			{Name: "column", Type: connector.TypeString, Description: "Name of the column; case and spaces do not matter.", Default: "that of the preset's measure of the name; else the label; with aggregation = \"count\" none: rows are counted"},
			{Name: "unit", Type: connector.TypeString, Enum: units(), Description: "What the number is. Durations are seconds, or written 1:02:03; percentages are fractions, or written with a percent sign.", Default: "that of the standard measure; count where something is counted"},
			{Name: "aggregation", Type: connector.TypeString, Enum: kinds(), Description: "How rows combine. sum and count add up over days; last is a stock such as followers; count_distinct, avg, min, max and only are asked for exactly the period needed and never added up. only is the value where a single row falls into the period, for reach.", Default: "that of the standard measure; sum of the column; count without one"},
			{Name: "where", Type: connector.TypeAny, Description: "Rows that count, by dimension or column: { stage = \"Closed Won\" }. All must match; a list means any of its values."},
			{Name: "round", Type: connector.TypeNumber, Description: "Digits behind the decimal sign to which each value is rounded, for exports with the noise of binary fractions.", Default: "values are exact"},
			{Name: "empty", Type: connector.TypeString, Enum: []string{emptyUnknown, emptyZero}, Description: "What a cell without a value means. unknown: the file does not say; such rows have no part in the figure, and where some rows have a value and others none, that is told. zero: nothing happened, in files that have a value for any row.", Default: "that of the preset; else unknown"},
			{Name: "description", Type: connector.TypeString, Description: "What it counts, for reports and for colleagues."},
			{Name: "standard", Type: connector.TypeString, Description: "Standard name that it also answers to.", Default: "the label, where it is a standard name"},
			{Name: "kind", Type: connector.TypeString, Enum: []string{string(connector.KindMicro), string(connector.KindMacro)}, Description: "Small action, or one that the business wants.", Default: "that of the standard measure"},
			{Name: "stage", Type: connector.TypeString, Enum: stages, Description: "Stage of the funnel.", Default: "that of the standard measure"},
		}},
	}
}

var stages = []string{"awareness", "interest", "evaluation", "purchase"}

func units() []string {
	return []string{string(connector.UnitCount), string(connector.UnitMoney), string(connector.UnitRatio), string(connector.UnitPercent), string(connector.UnitDuration)}
}

func kinds() []string {
	names := make([]string, 0, len(cube.Kinds()))
	for _, kind := range cube.Kinds() {
		names = append(names, string(kind))
	}
	return names
}

func covers() []string {
	names := make([]string, 0, len(dates.Covers()))
	for _, cover := range dates.Covers() {
		names = append(names, string(cover))
	}
	return names
}
