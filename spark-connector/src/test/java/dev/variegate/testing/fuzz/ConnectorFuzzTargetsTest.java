package dev.variegate.testing.fuzz;

/** The readers of this module. */
class ConnectorFuzzTargetsTest extends FuzzTargetsContract {}
