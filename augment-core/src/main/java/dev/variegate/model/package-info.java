/** Model bundles: what a description says, and the networks of a bundle opened once in a JVM. */
@API(status = API.Status.INTERNAL)
package dev.variegate.model;

import org.apiguardian.api.API;
