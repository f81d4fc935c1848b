/**
 * What a method is given and what it makes: sources with their annotations, samples, and how each
 * sample was made.
 */
@API(status = API.Status.STABLE)
package dev.variegate.lineage;

import org.apiguardian.api.API;
