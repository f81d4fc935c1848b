/**
 * What was drawn for one copy: steps with all numbers fixed, and the text form of operations and
 * steps.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.recipe;

import org.apiguardian.api.API;
