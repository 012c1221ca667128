package main

import (
	"net"
	"testing"
)

// Where a port is taken, the one that is free is of this computer, too.
func TestAWorkbenchListensOnThisComputerOnly(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, port := range []int{0, taken.Addr().(*net.TCPAddr).Port} {
		x := stall{port: port}
		at, err := x.listen()
		if err != nil {
			t.Fatal(err)
		}
		defer at.Close()
		if a := at.Addr().(*net.TCPAddr); !a.IP.IsLoopback() {
			t.Errorf("at %s", a)
		}
	}
}
