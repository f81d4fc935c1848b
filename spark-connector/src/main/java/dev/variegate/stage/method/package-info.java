/**
 * What the engine makes rows with: policies, mixtures, generators, samplers, classifiers, and
 * chains of them.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.method;

import org.apiguardian.api.API;
