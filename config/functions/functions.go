package functions

import (
	"sort"

	"github.com/hashicorp/hcl/v2/ext/tryfunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

// Function is one function with what the reference says about it.
type Function struct {
	Name        string `json:"name"`
	Signature   string `json:"signature"`
	Description string `json:"description"`
	impl        function.Function
}

// All returns the functions by name, ready for an evaluation context. Callers
// must not change the map.
func All() map[string]function.Function { return byName }

// Table returns the functions in order of their names.
func Table() []Function { return table }

var table = sorted([]Function{
	// Numbers.
	{"abs", "abs(number)", "The number without its sign.", stdlib.AbsoluteFunc},
	{"ceil", "ceil(number)", "The nearest whole number that is not smaller.", stdlib.CeilFunc},
	{"floor", "floor(number)", "The nearest whole number that is not larger.", stdlib.FloorFunc},
	{"max", "max(numbers...)", "The largest of its arguments.", stdlib.MaxFunc},
	{"min", "min(numbers...)", "The smallest of its arguments.", stdlib.MinFunc},
	{"parseint", "parseint(text, base)", "The whole number that a text holds.", stdlib.ParseIntFunc},
	{"pow", "pow(number, exponent)", "The number raised to a power.", stdlib.PowFunc},
	{"signum", "signum(number)", "-1, 0 or 1.", stdlib.SignumFunc},
	{"sum", "sum(list)", "The sum of a list of numbers; 0 of an empty one.", sumFunction},

	// Text.
	{"chomp", "chomp(text)", "The text without line ends at its end.", stdlib.ChompFunc},
	{"format", "format(layout, values...)", "Values put into a layout such as \"%s-%02d\".", stdlib.FormatFunc},
	{"formatlist", "formatlist(layout, lists...)", "As format, for each element of lists.", stdlib.FormatListFunc},
	{"indent", "indent(spaces, text)", "The text with spaces before all lines but the first.", stdlib.IndentFunc},
	{"join", "join(separator, list)", "The elements in one text.", stdlib.JoinFunc},
	{"lower", "lower(text)", "The text in lower case.", stdlib.LowerFunc},
	{"regex", "regex(pattern, text)", "What a regular expression (RE2) matches first.", stdlib.RegexFunc},
	{"regexall", "regexall(pattern, text)", "Everything that a regular expression matches.", stdlib.RegexAllFunc},
	{"regexreplace", "regexreplace(text, pattern, new)", "The text with every match replaced.", stdlib.RegexReplaceFunc},
	{"replace", "replace(text, old, new)", "The text with every occurrence replaced.", stdlib.ReplaceFunc},
	{"split", "split(separator, text)", "The parts of a text.", stdlib.SplitFunc},
	{"strlen", "strlen(text)", "How many characters the text has.", stdlib.StrlenFunc},
	{"strrev", "strrev(text)", "The text backwards.", stdlib.ReverseFunc},
	{"substr", "substr(text, offset, length)", "A part of the text; length -1 means to its end.", stdlib.SubstrFunc},
	{"title", "title(text)", "The text with capital initials.", stdlib.TitleFunc},
	{"trim", "trim(text, characters)", "The text without these characters at its ends.", stdlib.TrimFunc},
	{"trimprefix", "trimprefix(text, prefix)", "The text without the prefix.", stdlib.TrimPrefixFunc},
	{"trimspace", "trimspace(text)", "The text without white space at its ends.", stdlib.TrimSpaceFunc},
	{"trimsuffix", "trimsuffix(text, suffix)", "The text without the suffix.", stdlib.TrimSuffixFunc},
	{"upper", "upper(text)", "The text in upper case.", stdlib.UpperFunc},

	// Collections.
	{"chunklist", "chunklist(list, size)", "The list cut into lists of that size.", stdlib.ChunklistFunc},
	{"coalesce", "coalesce(values...)", "The first value that is not null.", stdlib.CoalesceFunc},
	{"coalescelist", "coalescelist(lists...)", "The first list that is not empty.", stdlib.CoalesceListFunc},
	{"compact", "compact(list)", "The list without empty texts.", stdlib.CompactFunc},
	{"concat", "concat(lists...)", "One list of all elements.", stdlib.ConcatFunc},
	{"contains", "contains(list, value)", "Whether the value is in the list.", stdlib.ContainsFunc},
	{"distinct", "distinct(list)", "The list without repetitions.", stdlib.DistinctFunc},
	{"element", "element(list, index)", "The element at a position, counted from 0 and around.", stdlib.ElementFunc},
	{"flatten", "flatten(lists)", "One list of all elements of nested lists.", stdlib.FlattenFunc},
	{"index", "index(collection, key)", "The element at a key or position.", stdlib.IndexFunc},
	{"keys", "keys(map)", "The keys of a map, in order.", stdlib.KeysFunc},
	{"length", "length(collection)", "How many elements there are, or characters in a text.", lengthFunction},
	{"lookup", "lookup(map, key, default)", "The value at a key, or the default.", stdlib.LookupFunc},
	{"merge", "merge(maps...)", "One map of all entries; later ones win.", stdlib.MergeFunc},
	{"range", "range(start, limit, step)", "A list of numbers, at most 1024.", stdlib.RangeFunc},
	{"reverse", "reverse(list)", "The list backwards.", stdlib.ReverseListFunc},
	{"setintersection", "setintersection(sets...)", "What is in all sets.", stdlib.SetIntersectionFunc},
	{"setproduct", "setproduct(sets...)", "All combinations of elements.", stdlib.SetProductFunc},
	{"setsubtract", "setsubtract(set, other)", "What is in the first set only.", stdlib.SetSubtractFunc},
	{"setunion", "setunion(sets...)", "What is in any set.", stdlib.SetUnionFunc},
	{"slice", "slice(list, start, end)", "A part of the list; the end is not in it.", stdlib.SliceFunc},
	{"sort", "sort(list)", "The texts in order.", stdlib.SortFunc},
	{"values", "values(map)", "The values of a map, in order of its keys.", stdlib.ValuesFunc},
	{"zipmap", "zipmap(keys, values)", "A map of keys and values.", stdlib.ZipmapFunc},

	// Encodings and dates.
	{"csvdecode", "csvdecode(text)", "A list of objects from comma-separated values.", stdlib.CSVDecodeFunc},
	{"formatdate", "formatdate(layout, timestamp)", "A timestamp (RFC 3339) in a layout such as \"YYYY-MM\".", stdlib.FormatDateFunc},
	{"jsondecode", "jsondecode(text)", "The value that a JSON text holds.", stdlib.JSONDecodeFunc},
	{"jsonencode", "jsonencode(value)", "The value as JSON.", stdlib.JSONEncodeFunc},
	{"timeadd", "timeadd(timestamp, duration)", "A later timestamp; the duration is one such as \"24h\".", stdlib.TimeAddFunc},

	// Conversions.
	{"tobool", "tobool(value)", "The value as a bool.", stdlib.MakeToFunc(cty.Bool)},
	{"tolist", "tolist(value)", "The value as a list.", stdlib.MakeToFunc(cty.List(cty.DynamicPseudoType))},
	{"tomap", "tomap(value)", "The value as a map.", stdlib.MakeToFunc(cty.Map(cty.DynamicPseudoType))},
	{"tonumber", "tonumber(value)", "The value as a number.", stdlib.MakeToFunc(cty.Number)},
	{"toset", "toset(value)", "The value as a set.", stdlib.MakeToFunc(cty.Set(cty.DynamicPseudoType))},
	{"tostring", "tostring(value)", "The value as a text.", stdlib.MakeToFunc(cty.String)},

	// Errors.
	{"can", "can(expression)", "Whether the expression can be evaluated.", tryfunc.CanFunc},
	{"try", "try(expressions...)", "The first expression that can be evaluated.", tryfunc.TryFunc},
})

var byName = func() map[string]function.Function {
	functions := make(map[string]function.Function, len(table))
	for _, f := range table {
		functions[f.Name] = f.impl
	}
	return functions
}()

func sorted(functions []Function) []Function {
	sort.Slice(functions, func(i, j int) bool { return functions[i].Name < functions[j].Name })
	return functions
}
