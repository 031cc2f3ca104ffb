package config

import (
	"bytes"
	"maps"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/roictl/roictl/config/schema"
)

// Auth is the `auth` block of a connector: which of its ways to log in is used,
// and with what. Which arguments a way takes is known only with the connector's
// description, so that whoever has it checks that.
type Auth struct {
	Scheme       string // the block's label: name of a connector.AuthScheme
	ClientID     string
	ClientSecret Secret
	ClientFile   string // as written
	KeyFile      string // as written
	Token        Secret
	Scopes       []string // nil when not set
	RedirectHost string   // 127.0.0.1 or localhost; "" when not set
	RedirectPort int      // 1 to 65535; 0 when not set
	RedirectURL  string   // "" when not set
	AuthURL      string   // https, or http to this machine, as are the next two; "" when not set
	TokenURL     string
	RevokeURL    string
	Range        hcl.Range // of the block's header
	full         hcl.Range
	written      fields
	sources      *Sources
}

// authBlock is the type of the block in which a connector logs in.
const authBlock = "auth"

// Written returns the names of the arguments that the block has, sorted.
func (a *Auth) Written() []string {
	if a == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(a.written.set))
}

// Place is where the value of an argument stands, or the block's header where it
// is not written.
func (a *Auth) Place(argument string) hcl.Range { return a.written.place(argument) }

// ConcealScheme keeps the label out of every output. Whoever finds that no scheme
// has that name calls it: a secret may stand there by mistake.
func (a *Auth) ConcealScheme() {
	label := a.Range
	file := a.sources.File(label.Filename)
	if file == nil || label.End.Byte > len(file.Bytes) {
		return
	}
	if quoted := bytes.IndexByte(file.Bytes[label.Start.Byte:label.End.Byte], '"'); quoted > 0 {
		label.Start.Byte += quoted
	}
	a.sources.concealExactly(label)
}

// Block is where the whole block stands.
func (a *Auth) Block() hcl.Range { return a.full }

func (a *Auth) sensitive() []string {
	if a == nil {
		return nil
	}
	return slices.DeleteFunc([]string{a.ClientSecret.Reveal(), a.Token.Reveal()}, func(text string) bool { return text == "" })
}

// ownedByHost says whether a type of nested block in a connector's block is
// roictl's own, so that no connector sees it.
func ownedByHost(blockType string) bool {
	return schema.Language().Block(string(KindConnector)).Block(blockType) != nil
}

// auth decodes the auth block of a connector; nil when it has none.
func (l *loader) auth(in *instance) *Auth {
	blocks := in.blocks[authBlock]
	if len(blocks) == 0 {
		return nil
	}
	d := blocks[0]
	f := l.decode(d, in.eval)
	a := &Auth{
		Scheme:       d.labels[0],
		ClientID:     get[string](f, "client_id"),
		ClientSecret: get[Secret](f, "client_secret"),
		ClientFile:   get[string](f, "client_file"),
		KeyFile:      get[string](f, "key_file"),
		Token:        get[Secret](f, "token"),
		Scopes:       get[[]string](f, "scopes"),
		RedirectHost: get[string](f, "redirect_host"),
		RedirectURL:  get[string](f, "redirect_url"),
		AuthURL:      get[string](f, "auth_url"),
		TokenURL:     get[string](f, "token_url"),
		RevokeURL:    get[string](f, "revoke_url"),
		Range:        d.header,
		full:         d.full,
		written:      f,
		sources:      l.sources,
	}
	var diags hcl.Diagnostics
	if port := ratOf(f, "redirect_port"); port != nil {
		if n := port.Num().Int64(); port.IsInt() && port.Num().IsInt64() && n <= maxPort {
			a.RedirectPort = int(n)
		} else {
			diags = append(diags, fault(CodeValue, f.place("redirect_port"), "No port", "A port is a whole number from 1 to %d.", maxPort))
		}
	}
	for _, name := range []string{"redirect_url", "auth_url", "token_url", "revoke_url"} {
		if address := get[string](f, name); address != "" && !secure(address) {
			diags = append(diags, fault(CodeValue, f.place(name), "Address not secure",
				"%s has to be an address that starts with https://, since secrets go there. Only an address of this machine may start with http://, such as http://127.0.0.1:8123/token.", quote(name)))
		}
	}
	if !d.broken {
		l.report(within(d.full, diags)...)
	}
	return a
}

const maxPort = 65535

// secure says whether secrets may go to an address: over TLS, or without leaving
// this machine (RFC 8252, section 8.3).
func secure(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "https":
		return true
	case "http":
		ip := net.ParseIP(u.Hostname())
		return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	default:
		return false
	}
}
