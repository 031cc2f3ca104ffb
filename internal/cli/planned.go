package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/roictl/roictl/config"
	"github.com/roictl/roictl/config/filetext"
	"github.com/roictl/roictl/engine"
	"github.com/roictl/roictl/internal/cli/planfile"
	"github.com/roictl/roictl/internal/cli/wholefile"
)

// savePlan writes a plan and the configuration that it was made from.
func (s *session) savePlan(path string, m *measurement, plan *engine.Plan) error {
	sources := declarations(m.config)
	if err := withoutSecrets(m.config, sources); err != nil {
		return err
	}
	saved := planfile.Plan{
		RoictlVersion: thisBuild(s.Version).Version,
		Directory:     m.config.Directory,
		AsOf:          m.options.AsOf,
		Period:        m.options.Period,
		Targets:       m.options.Targets,
		Excludes:      m.options.Excludes,
		Variables:     make(map[string]json.RawMessage),
		ConfigDigest:  m.digest,
	}
	for _, v := range m.config.Variables {
		switch {
		case v.Sensitive:
			saved.SensitiveVariables = append(saved.SensitiveVariables, v.Name)
		case v.JSON != "":
			saved.Variables[v.Name] = json.RawMessage(v.JSON)
		}
	}
	for _, q := range plan.Queries {
		saved.Queries = append(saved.Queries, planfile.Query{ID: q.ID, Source: q.Source.String(), Query: q.Query})
	}
	var archive bytes.Buffer
	if err := planfile.Write(&archive, saved, sources); err != nil {
		return err
	}
	target := absolute(s.dir(), path)
	if err := replaceable(path, target); err != nil {
		return err
	}
	return wholefile.Write(target, &archive)
}

// replaceable says whether a plan may be written to a file: one that does not
// exist, or that holds an older plan. A declaration or an export named by mistake
// would be lost.
func replaceable(name, path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if strings.HasSuffix(name, ".hcl") || strings.HasSuffix(name, ".hcl.json") {
			return mistake("Plan not saved", "%q has the name of a declaration, and a plan is none. Choose another name, such as may.roiplan.", name)
		}
		return nil
	}
	if err != nil {
		return mistake("Plan not saved", "%q cannot be looked at: %s.", name, plain(err))
	}
	if info.IsDir() {
		return mistake("Plan not saved", "%q is a directory. Name a file in it.", name)
	}
	content, err := filetext.Path(path, maxPlanFile)
	if err != nil {
		return unreadableFile("Plan not saved", name, err)
	}
	if _, _, err := planfile.Read(bytes.NewReader(content), int64(len(content))); err != nil {
		return mistake("Plan not saved", "%q exists and is no plan of roictl, so it is not replaced. Choose another name, or remove the file first.", name)
	}
	return nil
}

// declarations are the sources of the configuration itself. Files of variables
// are left out: they may hold secrets, and the other values are kept as such.
func declarations(cfg *config.Config) map[string][]byte {
	sources := make(map[string][]byte)
	for name, source := range cfg.Files.All() {
		if strings.HasSuffix(name, ".roi.hcl") || strings.HasSuffix(name, ".roi.hcl.json") {
			sources[name] = source
		}
	}
	return sources
}

// maxPlanFile is how many bytes a plan file may have. It is compressed, so that it
// is smaller than the configuration in it.
const maxPlanFile = 64 << 20

// plannedVariables is the name under which a plan's values of variables are read,
// as if --var-file had named it.
const plannedVariables = "<plan>.json"

// prepareFromPlan settles what is measured from a plan file: its configuration,
// values, as-of day and period. Relative paths of data start at the directory
// that was planned, or at the one that --chdir names.
func (s *session) prepareFromPlan(ctx context.Context, a measureArguments) (*measurement, error) {
	archive, err := filetext.Path(absolute(s.dir(), a.PlanFile), maxPlanFile)
	if err != nil {
		if isAddress(a.PlanFile) {
			return nil, mistake("No plan file", "check takes the name of a plan file, and %q is an address. To check only that:\n\n    roictl check --target %s", a.PlanFile, a.PlanFile)
		}
		return nil, unreadableFile("No plan file", a.PlanFile, err)
	}
	saved, snapshot, err := planfile.Read(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, planMistake(a.PlanFile, err)
	}
	for _, assignment := range a.Variables.assignments {
		if assignment.File == "" && !slices.Contains(saved.SensitiveVariables, assignment.Name) {
			return nil, mistake("Variable is planned", "The plan file %q settles the value of variable %q. Only sensitive variables, which are not kept in it, are set when it is checked. Make another plan to use another value.", a.PlanFile, assignment.Name)
		}
	}
	values, err := json.Marshal(saved.Variables)
	if err != nil {
		return nil, fmt.Errorf("read variables of plan file: %w", err)
	}
	directory := saved.Directory
	if s.chdir != "" {
		directory = s.dir()
	}
	cfg, diags := config.Load(config.Options{
		FS:        plannedFiles{declarations: snapshot, directory: os.DirFS(directory)},
		Directory: directory,
		Vars:      append(a.Variables.assignments[:len(a.Variables.assignments):len(a.Variables.assignments)], config.VarAssignment{File: plannedVariables}),
		ReadFile: func(name string) ([]byte, error) {
			if name == plannedVariables {
				return values, nil
			}
			return filetext.Named(ctx, absolute(s.dir(), name), config.MaxFileSize)
		},
		Env:     s.LookupEnv,
		Version: thisBuild(s.Version).Version,
	})
	a.AsOf = dateFlag{set: true, day: saved.AsOf}
	a.Period, a.Targets, a.Excludes = saved.Period, saved.Targets, saved.Excludes
	return s.measurement(ctx, cfg, diags, a, saved.ConfigDigest)
}

// isAddress says whether a word is written like the address of what is judged.
func isAddress(word string) bool {
	return slices.ContainsFunc([]config.Kind{config.KindGoal, config.KindCampaign}, func(kind config.Kind) bool {
		return strings.HasPrefix(word, string(kind)+".")
	})
}

// settledByPlan refuses flags that a plan file has settled.
func settledByPlan(cmd *cobra.Command) error {
	for _, name := range []string{"as-of", "period", "target", "exclude"} {
		if flag := cmd.Flags().Lookup(name); flag != nil && flag.Changed {
			return mistake("Flag is planned", "A plan file settles what --%s says. Leave the flag out, or make another plan with it.", name)
		}
	}
	return nil
}

// planMistake says why a plan file is not taken, and what to do.
func planMistake(path string, err error) error {
	var newer *planfile.NewerError
	switch {
	case errors.As(err, &newer):
		return mistake("Plan file of another version", "%q is in plan format %q, written by roictl %s. This roictl reads format %s. Check it with the roictl that made it, or make the plan again.",
			path, newer.Format, newer.Version, planfile.FormatVersion)
	case errors.Is(err, planfile.ErrTampered):
		return mistake("Plan file was changed", "%s: its digest does not fit. Make the plan again.", sentence(err.Error()))
	default:
		return mistake("No plan file", "%q cannot be read as a plan: %s. \"roictl plan --out FILE\" makes one.", path, err)
	}
}
