package config

// introduction opens the language reference.
const introduction = `# The language of roictl

<!-- Generated from the table in config/schema by "roictl schema --markdown". Do not edit. -->

A configuration is a directory. All its files ` + "`*.roi.hcl`" + ` and ` + "`*.roi.hcl.json`" + ` are read as one; their order, and the order
of blocks in them, does not matter. The syntax is HCL: one argument a line, ` + "`#`" + ` starts a comment.

## Addresses and references

A block is known by its address: ` + "`metric.cpa`" + `, ` + "`connector.facebook.eu`" + `, ` + "`goal.sales.cpa`" + ` for a KPI,
` + "`campaign.spring.cost.ads`" + ` for a cost. References are written out and are resolved before anything runs, so that a mistake
is found by ` + "`roictl validate`" + `.

A block with ` + "`for_each`" + ` has one instance a key: ` + "`metric.visits[\"fr\"]`" + `. Inside of it ` + "`each.key`" + ` and ` + "`each.value`" + ` stand for the
current key and value.

## Static values and formulas

Most arguments are static: they may use ` + "`var.NAME`" + `, ` + "`local.NAME`" + `, ` + "`each.key`" + `, ` + "`each.value`" + ` and the functions below, but no metrics.
An argument of type *formula* is computed from data: it uses metrics and campaigns. Formulas are exact: they are evaluated with
fractions on the sums of each period and segment, so a ratio is a ratio of sums. A division by zero is undefined, never infinite.

## Variables

The value of a variable comes from the last of these that sets it:

1. ` + "`default`" + ` in its declaration
2. the environment variable ` + "`ROICTL_VAR_name`" + `
3. ` + "`roictl.vars.hcl`" + `, then ` + "`roictl.vars.hcl.json`" + `
4. ` + "`*.auto.vars.hcl`" + ` and ` + "`*.auto.vars.hcl.json`" + `, in order of their names
5. ` + "`--var-file FILE`" + ` and ` + "`--var name=value`" + `, in the order of the command line

## JSON

A file ` + "`*.roi.hcl.json`" + ` holds the same as JSON. Block types and labels are keys of nested objects; several blocks of one kind are
an array or several keys. Expressions are texts: ` + "`\"${metric.spend / metric.orders}\"`" + `. A property ` + "`\"//\"`" + ` is a comment.
`
