/** Markdown as elements of the page. HTML in it is text, links are https, pictures are links. */
@NullMarked
package dev.microlog.web.markdown;

import org.jspecify.annotations.NullMarked;
