package cli

import (
	"context"
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestInterruptCancelsThenExits(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	signals := make(chan os.Signal)
	exited := make(chan int, 1)
	ctx, stop := interruptible(context.Background(), signals, func(code int) { exited <- code })
	defer stop()

	if interrupted(ctx) {
		t.Fatal("interrupted before any signal")
	}
	signals <- os.Interrupt
	<-ctx.Done()
	if !interrupted(ctx) {
		t.Error("the first interrupt is not the cause of the cancelled context")
	}
	select {
	case code := <-exited:
		t.Fatalf("the first interrupt already exited with %d", code)
	default:
	}
	signals <- os.Interrupt
	if code := <-exited; code != 130 {
		t.Errorf("the second interrupt exited with %d, want 130", code)
	}
}

func TestStopWithoutInterrupt(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ctx, stop := interruptible(context.Background(), nil, nil)
	stop()
	<-ctx.Done()
	if interrupted(ctx) {
		t.Error("a context that was stopped in order counts as interrupted")
	}
}
