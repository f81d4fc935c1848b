/**
 * What was drawn for one copy: steps with all numbers fixed, and how operations and steps stand in
 * text.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.recipe;

import org.apiguardian.api.API;
