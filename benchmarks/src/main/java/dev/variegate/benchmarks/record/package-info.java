/** All outputs beside a record that is kept. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.record;

import org.apiguardian.api.API;
