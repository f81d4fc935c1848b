/**
 * What the engine makes rows by: policies, mixtures, generators, samplers, classifiers, and their
 * chains.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.method;

import org.apiguardian.api.API;
