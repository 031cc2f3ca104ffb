package cli

import "testing"

func TestChooseColors(t *testing.T) {
	t.Parallel()
	terminal := func(s *State) { s.Terminal.Stdout, s.Terminal.Stderr = true, true }
	tests := []struct {
		name    string
		env     map[string]string
		state   func(*State)
		noColor bool
		want    colors
	}{
		{name: "pipes", want: colors{}},
		{name: "terminal", state: terminal, want: colors{true, true}},
		{name: "only the report is piped", state: func(s *State) { s.Terminal.Stderr = true }, want: colors{false, true}},
		{name: "flag", state: terminal, noColor: true, want: colors{}},
		{name: "NO_COLOR", state: terminal, env: map[string]string{"NO_COLOR": "1"}, want: colors{}},
		{name: "NO_COLOR that is empty says nothing", state: terminal, env: map[string]string{"NO_COLOR": ""}, want: colors{true, true}},
		{name: "forced in a pipe", env: map[string]string{"CLICOLOR_FORCE": "1"}, want: colors{true, true}},
		{name: "forced with 0 is not forced", env: map[string]string{"CLICOLOR_FORCE": "0"}, want: colors{}},
		{name: "NO_COLOR outweighs force", env: map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, want: colors{}},
		{name: "dumb terminal", state: terminal, env: map[string]string{"TERM": "dumb"}, want: colors{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			state := State{LookupEnv: func(name string) (string, bool) { v, ok := tt.env[name]; return v, ok }}
			if tt.state != nil {
				tt.state(&state)
			}
			if got := chooseColors(state, tt.noColor); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
