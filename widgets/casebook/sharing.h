// The half of the casebook's update that gives the open case to others: as documents, to download and to copy
// (C-18, D-17, D-22), and as a link.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Nothing for a document there is nothing for.
effects::Effects share(Model& model, const DocumentWanted& wanted);

// The report on paper.
effects::Effects print(const Model& model, const Known& known);

// Everything this page knows and what waits (backup.h), to download.
effects::Effects save_backup(Model& model);

// What the document says. Lists and tables hold what is selected, all of the case when nothing is; the others
// the whole case. REQUIRES: model.shown.
std::string document_of(const Model& model, Document document, const Known& known);

// A name that every file system takes and that says what it is: what the title has besides letters, digits
// and "()._-" becomes a "-". `now` in seconds since 1970; `ending` with its dot.
std::string file_name(std::string_view title, double now, std::string_view ending);

}  // namespace casebook
