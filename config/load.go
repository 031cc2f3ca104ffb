package config

import (
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config/schema"
)

// Load reads all *.roi.hcl and *.roi.hcl.json files of a directory. It always
// returns as much of the configuration as could be made sense of, and all
// mistakes at once, in order of their places.
func Load(options Options) (*Config, hcl.Diagnostics) {
	files := newSources()
	l := &loader{
		options: options,
		scope:   newScope(files),
		sources: files,
		config:  &Config{Directory: options.Directory, Settings: defaultSettings()},
		made:    newRegistry(),

		expanded: make(map[hcl.Expression][]element),
	}
	l.load()
	l.config.Files = l.sources
	l.config.Digest = l.sources.digest()
	l.config.scope = l.scope
	l.config.made = l.made
	l.sources.redact(l.diags)
	return l.config, inOrder(l.diags)
}

// loader holds what one Load knows.
type loader struct {
	options Options
	scope   *scope
	sources *Sources
	// secretNames are the variables whose values must not be shown.
	secretNames map[string]bool
	// currencyUnclear says that the currency of reports is declared with a mistake,
	// or perhaps in a file that could not be read.
	currencyUnclear bool
	// valuesMissing says that a file of values could not be read: variables that
	// have none may have been given one in it.
	valuesMissing bool
	config        *Config
	made          *registry
	// instances counts what for_each has made.
	instances int
	expanded  map[hcl.Expression][]element // by each expression that does not use each
	diags     hcl.Diagnostics
}

func (l *loader) report(diags ...*hcl.Diagnostic) {
	l.diags = append(l.diags, diags...)
}

func defaultSettings() Settings {
	return Settings{
		TimeZone: "UTC", Location: time.UTC,
		WeekStart:   time.Monday,
		Workweek:    []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday},
		FiscalStart: time.January,
	}
}

func (l *loader) load() {
	blocks := l.read()
	l.secretNames = l.concealDefaults(blocks["variable"])
	l.inputs(blocks["variable"])
	l.evaluateLocals(blocks["locals"])
	l.currencyUnclear = l.sources.missing
	l.settings(blocks["roictl"])

	// Every address has to be known before the first reference is resolved.
	top := make(map[Kind][]*instance)
	for _, kind := range []Kind{KindConnector, KindTracking, KindMetric, KindFX, KindCampaign, KindGoal} {
		for _, d := range blocks[string(kind)] {
			top[kind] = append(top[kind], l.declare(kind, d)...)
		}
	}
	l.build(top)
	l.reportCycles()
}

// read parses and sorts all files. The blocks are in order of files, then of
// their places.
func (l *loader) read() map[string][]*declaration {
	names, diags := listFiles(l.options.FS, isConfigFile)
	l.report(diags...)
	if len(names) == 0 && !diags.HasErrors() {
		l.report(unreadable("No configuration", fmt.Sprintf("The directory %s has no file that ends in %s or %s.", l.options.Directory, extensionNative, extensionJSON)))
	}
	for _, name := range names {
		src, err := l.readInDirectory(name)
		if err != nil {
			l.sources.missing = true
			d := unreadableFile(quote(name), err)
			d.Subject = &hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
			l.report(d)
			continue
		}
		_, diags := l.sources.add(name, src)
		l.report(diags...)
	}
	s := &structure{suggest: l.scope.suggest, schemas: make(map[*schema.Block]*hcl.BodySchema), broken: l.sources.broken, hide: l.scope.index.hide, conceal: l.sources.concealExactly}
	blocks := make(map[string][]*declaration)
	for _, name := range l.sources.names {
		file := l.sources.files[name]
		whole := hcl.Range{Filename: name, Start: hcl.InitialPos, End: hcl.InitialPos}
		for kind, declarations := range s.top(file.Body, whole).blocks {
			blocks[kind] = append(blocks[kind], declarations...)
		}
	}
	l.report(s.diags...)
	return blocks
}

// inputs declares the variables and gives them their values.
func (l *loader) inputs(declarations []*declaration) {
	var inputs []*input
	byName := make(map[string]*input)
	for _, d := range declarations {
		v := l.declareVariable(d)
		if earlier, ok := byName[v.Name]; ok {
			l.report(fault(CodeDuplicate, d.header, "Duplicate variable",
				"The variable %s is declared at %s already. Remove or rename one of them.", quote(v.Name), at(earlier.Range)))
			continue
		}
		byName[v.Name] = v
		inputs = append(inputs, v)
	}
	l.collect(inputs)
	l.settle(inputs)
	l.validate(inputs)
}

// declare expands a top-level block and makes its address known.
func (l *loader) declare(kind Kind, d *declaration) []*instance {
	address := Address{Kind: kind, Name: d.labels[len(d.labels)-1]}
	if kind == KindConnector {
		address.Type = d.labels[0]
	}
	instances, found := l.expand(d, address, l.scope.root)
	if earlier, taken := l.scope.index.entries[address]; taken {
		l.report(duplicateAddress(address, d.header, earlier.place))
		for _, in := range instances {
			in.double = true
		}
		return instances
	}
	l.scope.index.entries[address] = found
	return instances
}

func duplicateAddress(address Address, place, earlier hcl.Range) *hcl.Diagnostic {
	return fault(CodeDuplicate, place, "Duplicate address", "%s is declared at %s already. Rename one of them.", address, at(earlier))
}

// nested expands the blocks of one type inside an instance.
func (l *loader) nested(outer *instance, kind Kind) []*instance {
	var all []*instance
	places := make(map[Address]hcl.Range)
	for _, d := range outer.blocks[string(kind)] {
		address := Address{Kind: kind, Parent: outer.address.Name, ParentKey: outer.address.Key, Name: d.labels[0]}
		instances, _ := l.expand(d, address, outer.eval)
		earlier, taken := places[address]
		if taken {
			l.report(duplicateAddress(address, d.header, earlier))
		} else {
			places[address] = d.header
		}
		for _, in := range instances {
			in.double = in.double || taken || outer.double
		}
		all = append(all, instances...)
	}
	return all
}
