package connector

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"

	pb "github.com/roictl/roictl/connector/connectorv1"
)

// fill sets every field of a value to something that is not its zero, so that a
// field which a conversion forgets is seen to be missing.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		if v.Type().Elem() == reflect.TypeFor[Block]() && *n > 40 {
			v.Set(reflect.Zero(v.Type())) // a schema nests without end
			return
		}
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, n)
		fill(value, n)
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32:
		v.SetInt(int64(*n))
	case reflect.Int64:
		if v.Type() == reflect.TypeFor[time.Duration]() {
			v.SetInt(int64(time.Duration(*n) * time.Second))
			return
		}
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 100))
	default:
		panic("fill: " + v.Type().String())
	}
}

// roundTrip converts a filled value to the wire, through bytes, and back.
func roundTrip[T any, W proto.Message](t *testing.T, to func(T) W, from func(W) T, adjust ...func(*T)) {
	t.Helper()
	var want T
	n := 0
	fill(reflect.ValueOf(&want).Elem(), &n)
	for _, change := range adjust {
		change(&want)
	}
	raw, err := proto.Marshal(to(want))
	if err != nil {
		t.Fatal(err)
	}
	var kind W
	message := kind.ProtoReflect().New().Interface()
	if err := proto.Unmarshal(raw, message); err != nil {
		t.Fatal(err)
	}
	// exporting is for the tests: a Credential prints as a placeholder
	if diff := cmp.Diff(want, from(message.(W))); diff != "" {
		t.Errorf("%T changed on the wire (-want +got):\n%s", want, diff)
	}
}

func TestNothingIsLostOnTheWire(t *testing.T) {
	t.Parallel()
	path := []PathStep{{Name: "measure"}, {Name: "spend"}, {Index: 3}} // a step is a name or an index
	grade := func(diags []Diagnostic) {
		for i := range diags {
			diags[i].Severity, diags[i].Path = SeverityWarning, path
		}
	}
	roundTrip(t, describeToWire, describeFromWire)
	roundTrip(t, settingsToWire, settingsFromWire)
	roundTrip(t, queryToWire, queryFromWire, func(q *Query) { q.Credential = Credential{} })
	roundTrip(t, func(q Query) *pb.QueryRequest { return queryRequestToWire(1, q) }, queryRequestFromWire)
	roundTrip(t, planToWire, planFromWire, func(p *QueryPlan) { grade(p.Diagnostics) })
	roundTrip(t, connectionTestToWire, connectionTestFromWire, func(c *ConnectionTest) { grade(c.Diagnostics) })
	roundTrip(t, diagnosticToWire, diagnosticFromWire, func(d *Diagnostic) { grade([]Diagnostic{}); d.Severity, d.Path = SeverityInfo, path })
	roundTrip(t, headerToWire, headerFromWire)
	roundTrip(t, trailerToWire, trailerFromWire)
	roundTrip(t, progressToWire, progressFromWire)
}

func TestForeignBytesBecomeText(t *testing.T) {
	t.Parallel()
	const broken, repaired = "Stra\xdfe", "Stra\uFFFDe"
	message := sendable(&pb.DescribeResponse{
		Name:        broken,
		Reports:     []*pb.Report{{Measures: []*pb.Measure{{Name: broken}}, Grains: []string{"day", broken}}},
		AuthSchemes: []*pb.AuthScheme{{Params: map[string]string{broken: "value", "key": broken}}},
		Config:      &pb.ConfigSchema{Attributes: []*pb.Attribute{{Description: broken}}},
	})
	if _, err := proto.Marshal(message); err != nil {
		t.Fatal(err)
	}
	want := &pb.DescribeResponse{
		Name:        repaired,
		Reports:     []*pb.Report{{Measures: []*pb.Measure{{Name: repaired}}, Grains: []string{"day", repaired}}},
		AuthSchemes: []*pb.AuthScheme{{Params: map[string]string{repaired: "value", "key": repaired}}},
		Config:      &pb.ConfigSchema{Attributes: []*pb.Attribute{{Description: repaired}}},
	}
	if !proto.Equal(want, message) {
		t.Errorf("got %v, want %v", message, want)
	}
}
