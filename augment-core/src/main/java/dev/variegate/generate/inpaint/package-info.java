/** Inpainting: from neighboring pixels, with a network, or with RePaint. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.inpaint;

import org.apiguardian.api.API;
