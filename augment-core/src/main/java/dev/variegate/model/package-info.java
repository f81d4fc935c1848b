/** Model bundles: their descriptions, and their networks, opened once per JVM. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model;

import org.apiguardian.api.API;
