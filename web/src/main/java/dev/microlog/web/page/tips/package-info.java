/** The tips tab: advice, findings, libraries. */
@NullMarked
package dev.microlog.web.page.tips;

import org.jspecify.annotations.NullMarked;
